//! The facts of claims about packets as names and values.

use super::{Fact, Facts, addresses, audience_word, text};
use crate::explain::claim::packet::PacketClaim;
use crate::explain::claim::{AckManner, AfterFin, Defect, ResetKind};
use crate::track::sights::Translated;

pub(super) fn facts(claim: &PacketClaim, facts: Facts) -> Facts {
    match claim {
        PacketClaim::TcpSyn { client, server, crosses } => facts.ends(*client, *server).maybe("crosses", *crosses),
        PacketClaim::TcpSynAck { client, server, answers, is_crossed } => {
            facts.ends(*client, *server).maybe("answers", *answers).with("crossed", *is_crossed)
        }
        PacketClaim::TcpHandshakeAck { answers, since_syn, .. } => facts.with("answers", *answers).maybe("since_syn", *since_syn),
        PacketClaim::TcpData { from, bytes, range, content, echoes, .. } => {
            facts.with("bytes", *bytes).with("from", *from).maybe("range", *range).content(content).echoes(echoes.as_ref())
        }
        PacketClaim::TcpPush { sender } | PacketClaim::TcpKeepAliveAck { sender } | PacketClaim::TcpZeroWindowProbeAck { sender } => {
            facts.with("sender", text(sender))
        }
        PacketClaim::TcpPreviousSegmentNotCaptured { sender } => facts.with("sender", text(sender)),
        PacketClaim::TcpAck { from, acknowledges, through, manner, .. } => facts
            .with("from", *from)
            .frames("acknowledges", acknowledges)
            .with("through", *through)
            .with("with_other", *manner == AckManner::WithOther),
        PacketClaim::TcpFin { from, is_first, acknowledges_fin, .. } => {
            facts.with("from", *from).with("first", *is_first).maybe("acknowledges_fin", *acknowledges_fin)
        }
        PacketClaim::TcpCloseAck { from, fin, then, .. } => {
            facts.with("from", *from).with("fin", *fin).with("both_closed", *then == AfterFin::BothClosed)
        }
        PacketClaim::TcpRst { from, kind, .. } => {
            let facts = facts.with("from", *from);
            match kind {
                ResetKind::Refusal(syn) => facts.with("kind", "refusal").with("answers", *syn),
                ResetKind::LiveSocket => facts.with("kind", "live_socket"),
                ResetKind::Bare => facts.with("kind", "bare"),
                ResetKind::Other => facts.with("kind", "other"),
                ResetKind::NoConnection(refusal) => facts.with("kind", "no_connection").with("refused", *refusal),
                ResetKind::Ahead => facts.with("kind", "ahead"),
                ResetKind::Ignored => facts.with("kind", "ignored"),
            }
        }
        PacketClaim::TcpUnusualFlags { sender, flags, .. } => facts.with("sender", text(sender)).with("flags", flags.clone()),
        PacketClaim::TcpRetransmission { what, of, after, .. } => facts.repeated(*what).maybe("of", *of).maybe("after", *after),
        PacketClaim::TcpTailLossProbe { sender, receiver, first } => {
            facts.with("sender", text(sender)).with("receiver", text(receiver)).with("first_unacknowledged", *first)
        }
        PacketClaim::TcpFastRetransmission { what, of, .. } => facts.repeated(*what).maybe("of", *of),
        PacketClaim::TcpSpuriousRetransmission { what, of, .. } => facts.repeated(*what).maybe("of", *of),
        PacketClaim::TcpOutOfOrder { what, .. } => facts.repeated(*what),
        PacketClaim::TcpAckedUnseenSegment { sender, receiver }
        | PacketClaim::TcpKeepAlive { sender, receiver }
        | PacketClaim::TcpZeroWindow { sender, receiver }
        | PacketClaim::TcpZeroWindowProbe { sender, receiver }
        | PacketClaim::TcpWindowFull { sender, receiver } => facts.with("sender", text(sender)).with("receiver", text(receiver)),
        PacketClaim::TcpDuplicateAck { of, count, through, .. } => facts.with("of", *of).with("count", *count).with("through", *through),
        PacketClaim::TcpWindowUpdate { sender, window, .. } => facts.with("sender", text(sender)).maybe("window", *window),
        PacketClaim::UdpData { sender, receiver, bytes, content } => {
            facts.with("sender", text(sender)).with("receiver", text(receiver)).with("bytes", *bytes).content(content)
        }
        PacketClaim::DnsQuery { server, id, name, kind, repeats, .. } => facts
            .with("server", text(server))
            .with("id", *id)
            .with("name", name.clone())
            .with("record", text(kind))
            .maybe("repeats", *repeats),
        PacketClaim::DnsResponse { server, lookup, addresses, more, .. } => {
            facts.lookup(*server, lookup).addresses(addresses).with("more", *more)
        }
        PacketClaim::DnsRecords { server, lookup, value, more } => facts.lookup(*server, lookup).record_value(value).with("more", *more),
        PacketClaim::NeighboursQuestion { sender, name, kind, more, is_probe, .. } => facts
            .with("sender", text(sender))
            .with("name", name.clone())
            .with("record", text(kind))
            .with("more", *more)
            .with("probe", *is_probe),
        PacketClaim::NeighboursAnswer { sender, name, value, more, .. } => {
            facts.with("sender", text(sender)).with("name", name.clone()).record_value(value).with("more", *more)
        }
        PacketClaim::DnsNodata { server, lookup }
        | PacketClaim::DnsReferral { server, lookup }
        | PacketClaim::DnsRefused { server, lookup }
        | PacketClaim::DnsServfail { server, lookup }
        | PacketClaim::DnsTruncated { server, lookup } => facts.lookup(*server, lookup),
        PacketClaim::DnsNxdomain { server, lookup, is_alias } => facts.lookup(*server, lookup).with("alias", *is_alias),
        PacketClaim::DnsError { server, lookup, rcode } => facts.lookup(*server, lookup).with("rcode", *rcode),
        PacketClaim::IcmpEchoRequest { sender, receiver, sequence } => facts.hosts(*sender, *receiver).with("sequence", *sequence),
        PacketClaim::IcmpEchoReply { sender, receiver, sequence, answers, after } => {
            facts.hosts(*sender, *receiver).with("sequence", *sequence).maybe("answers", *answers).maybe("after", *after)
        }
        PacketClaim::IcmpPortUnreachable { sender, receiver, port, of } => {
            facts.hosts(*sender, *receiver).maybe("port", *port).maybe("of", *of)
        }
        PacketClaim::IcmpHostUnreachable { sender, receiver, host, of } | PacketClaim::IcmpTimeExceeded { sender, receiver, host, of } => {
            facts.hosts(*sender, *receiver).maybe("host", host.map(text)).maybe("of", *of)
        }
        PacketClaim::IcmpUnreachable { sender, receiver, why, of } => {
            facts.hosts(*sender, *receiver).with("code", why.code).maybe("of", *of)
        }
        PacketClaim::IcmpOther { sender, receiver, kind, code } => facts.hosts(*sender, *receiver).with("type", *kind).with("code", *code),
        PacketClaim::IcmpPacketTooBig { sender, receiver, host, mtu, of } => {
            facts.hosts(*sender, *receiver).maybe("host", host.map(text)).maybe("mtu", *mtu).maybe("of", *of)
        }
        PacketClaim::IcmpRedirect { sender, receiver, gateway, host, of } => {
            facts.hosts(*sender, *receiver).with("gateway", text(gateway)).maybe("host", host.map(text)).maybe("of", *of)
        }
        PacketClaim::RouterSolicitation { sender } => facts.with("sender", text(sender)),
        PacketClaim::RouterAdvertisement { sender, prefixes } => {
            facts.with("sender", text(sender)).with("prefixes", Fact::Texts(prefixes.clone()))
        }
        PacketClaim::NeighborSolicitation { sender, target, audience } => {
            facts.with("sender", text(sender)).with("target", text(target)).with("audience", audience_word(*audience))
        }
        PacketClaim::NeighborProbe { target } => facts.with("target", text(target)),
        PacketClaim::NeighborAdvertisement { sender, receiver, hardware, answers } => {
            facts.with("sender", text(sender)).maybe("receiver", receiver.map(text)).hardware(*hardware).maybe("answers", *answers)
        }
        PacketClaim::MulticastQuery { sender, group } => facts.with("sender", text(sender)).maybe("group", group.map(text)),
        PacketClaim::MulticastReport { sender, joined, left } => {
            facts.with("sender", text(sender)).with("joined", addresses(joined)).with("left", addresses(left))
        }
        PacketClaim::ArpRequest { sender, target, audience } => {
            facts.with("sender", text(sender)).with("target", text(target)).maybe("audience", audience.map(audience_word))
        }
        PacketClaim::Dhcp(message) => facts
            .hardware(message.client)
            .maybe("name", message.name.clone())
            .maybe("server", message.server.map(text))
            .maybe("address", message.address.map(text))
            .maybe("lease", message.lease)
            .maybe("router", message.router.map(text))
            .maybe("name_server", message.resolver.map(text))
            .maybe("answers", message.answers),
        PacketClaim::ArpProbe { target } => facts.with("target", text(target)),
        PacketClaim::ArpAnnouncement { sender, hardware } => facts.with("sender", text(sender)).hardware(*hardware),
        PacketClaim::ArpReply { sender, target, hardware, answers } => {
            facts.with("sender", text(sender)).with("target", text(target)).hardware(*hardware).maybe("answers", *answers)
        }
        PacketClaim::ArpConflict { address, hardware, other, earlier } => {
            facts.with("address", text(address)).with("hardware", text(hardware)).with("other", text(other)).with("earlier", *earlier)
        }
        PacketClaim::ArpOther { operation } => facts.with("operation", *operation),
        PacketClaim::IpFragment { sender, receiver, offset, identification, is_last } => {
            facts.hosts(*sender, *receiver).with("offset", *offset).with("identification", *identification).with("last", *is_last)
        }
        PacketClaim::IpReassembled { frames, bytes, .. } => facts.frames("pieces", frames).with("bytes", *bytes),
        PacketClaim::Duplicate { of, evidence } => facts.with("of", *of).with("certain", evidence.is_certain()),
        PacketClaim::Translated(Translated { frame, stream, before, after, is_source }) => {
            let facts = facts.with("of", *frame).maybe("stream", stream.map(text));
            facts.with("before", text(before)).with("after", text(after)).with("of_sender", *is_source)
        }
        PacketClaim::Checksum { layer, stated } => facts.with("layer", *layer).with("stated", u64::from(*stated)),
        PacketClaim::Comment { text } => facts.with("comment", Fact::Text(text.clone())),
        PacketClaim::Cut { layer, captured, length } => facts.maybe("layer", *layer).with("captured", *captured).with("length", *length),
        PacketClaim::Malformed { layer, defect } => {
            let facts = facts.with("layer", *layer);
            match defect {
                Defect::Short => facts.with("defect", "short"),
                Defect::Version(version) => facts.with("defect", "version").with("version", *version),
                Defect::HeaderLength(bytes) => facts.with("defect", "header_length").with("bytes", *bytes),
                Defect::Length(bytes) => facts.with("defect", "length").with("bytes", *bytes),
            }
        }
        PacketClaim::LinkTypeNotDecoded { link_type } => facts.with("link_type", link_type.0).maybe("name", link_type.name()),
        PacketClaim::NetworkNotDecoded { ether_type, name } => facts.maybe("ether_type", *ether_type).maybe("name", *name),
        PacketClaim::TransportNotDecoded { sender, receiver, protocol } => facts.hosts(*sender, *receiver).with("protocol", *protocol),
    }
}
