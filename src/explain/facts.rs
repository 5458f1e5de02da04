//! The facts of a claim as names and values, the same in every language: what programs read where people read sentences.

mod causes;

use std::net::IpAddr;

use super::claim::{
    AckManner, AfterFin, Audience, Claim, Content, Defect, Echoes, Frames, HardwareAddress, Lookup, LookupResult, Range, RecordValue,
    Repeated, ResetKind, ResetStage,
};
use crate::time::Span;
use crate::track::flow::{BySide, Endpoint, Side};

/// A value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A count, or a number from a field.
    Number(u64),
    /// A length of time.
    Seconds(Span),
    /// Yes or no.
    Flag(bool),
    /// A word of labcap's own.
    Word(&'static str),
    /// An address, or captured text made safe.
    Text(String),
    /// Packet numbers, positions or counts.
    Numbers(Vec<u64>),
    /// Addresses.
    Texts(Vec<String>),
}

impl From<u64> for Fact {
    fn from(value: u64) -> Self {
        Self::Number(value)
    }
}

impl From<u32> for Fact {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}

impl From<u16> for Fact {
    fn from(value: u16) -> Self {
        Self::Number(value.into())
    }
}

impl From<u8> for Fact {
    fn from(value: u8) -> Self {
        Self::Number(value.into())
    }
}

impl From<bool> for Fact {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<Span> for Fact {
    fn from(value: Span) -> Self {
        Self::Seconds(value)
    }
}

impl From<&'static str> for Fact {
    fn from(value: &'static str) -> Self {
        Self::Word(value)
    }
}

impl From<Side> for Fact {
    fn from(value: Side) -> Self {
        Self::Word(value.as_str())
    }
}

impl From<Range> for Fact {
    fn from(value: Range) -> Self {
        Self::Numbers(vec![value.first, value.last])
    }
}

impl From<BySide<u64>> for Fact {
    fn from(value: BySide<u64>) -> Self {
        Self::Numbers(vec![value.client, value.server])
    }
}

impl From<String> for Fact {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

fn text(value: impl ToString) -> Fact {
    Fact::Text(value.to_string())
}

const fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Everybody => "everybody",
        Audience::One => "one",
    }
}

fn addresses(addresses: &[IpAddr]) -> Fact {
    Fact::Texts(addresses.iter().map(IpAddr::to_string).collect())
}

/// A list of facts in a fixed order; what isn't known is left out.
#[derive(Default)]
struct Facts(Vec<(&'static str, Fact)>);

impl Facts {
    fn record_value(self, value: &RecordValue) -> Self {
        match value {
            RecordValue::Address(address) => self.with("value", text(address)),
            RecordValue::Alias(name)
            | RecordValue::NameServer(name)
            | RecordValue::Pointer(name)
            | RecordValue::Start(name)
            | RecordValue::Text(name) => self.with("value", name.clone()),
            RecordValue::Mail { preference, name } => self.with("value", name.clone()).with("preference", *preference),
            RecordValue::Service { port, name } => self.with("value", name.clone()).with("port", *port),
            RecordValue::Other => self,
        }
    }

    fn with(mut self, name: &'static str, value: impl Into<Fact>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    fn maybe(self, name: &'static str, value: Option<impl Into<Fact>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    fn ends(self, client: Endpoint, server: Endpoint) -> Self {
        self.with("client", text(client)).with("server", text(server))
    }

    fn hosts(self, sender: IpAddr, receiver: IpAddr) -> Self {
        self.with("sender", text(sender)).with("receiver", text(receiver))
    }

    fn content(self, content: &Content) -> Self {
        match content {
            Content::Missing => self,
            Content::Text(shown) => self.with("text", shown.clone()),
            Content::Hex(shown) => self.with("hex", shown.clone()),
        }
    }

    fn repeated(self, what: Repeated) -> Self {
        match what {
            Repeated::Syn => self.with("what", "SYN"),
            Repeated::SynAck => self.with("what", "SYN,ACK"),
            Repeated::Fin => self.with("what", "FIN"),
            Repeated::Data(range) => self.with("what", "data").maybe("range", range),
        }
    }

    fn frames(self, name: &'static str, frames: &Frames) -> Self {
        let facts = self.with(name, Fact::Numbers(frames.numbers.clone()));
        if frames.more > 0 { facts.with("more", frames.more) } else { facts }
    }

    fn echoes(self, echoes: Option<&Echoes>) -> Self {
        match echoes {
            Some(echoes) => self.with("echoes", echoes.range).frames("echoes_frames", &echoes.frames),
            None => self,
        }
    }

    fn hardware(self, hardware: Option<HardwareAddress>) -> Self {
        self.maybe("hardware", hardware.map(text))
    }

    fn lookup(self, server: IpAddr, lookup: &Lookup) -> Self {
        self.with("server", text(server))
            .with("name", lookup.name.clone())
            .with("record", text(&lookup.kind))
            .maybe("answers", lookup.answers)
            .maybe("after", lookup.after)
    }

    fn addresses(self, addresses: &[IpAddr]) -> Self {
        self.with("addresses", self::addresses(addresses))
    }
}

impl Claim {
    /// The typed facts by name, in a fixed order.
    pub fn facts(&self) -> Vec<(&'static str, Fact)> {
        let facts = Facts::default();
        let facts = match self {
            Self::TcpSyn { client, server, crosses } => facts.ends(*client, *server).maybe("crosses", *crosses),
            Self::TcpSynAck { client, server, answers, is_crossed } => {
                facts.ends(*client, *server).maybe("answers", *answers).with("crossed", *is_crossed)
            }
            Self::TcpHandshakeAck { answers, since_syn, .. } => facts.with("answers", *answers).maybe("since_syn", *since_syn),
            Self::TcpData { from, bytes, range, content, echoes, .. } => {
                facts.with("bytes", *bytes).with("from", *from).maybe("range", *range).content(content).echoes(echoes.as_ref())
            }
            Self::TcpPush { sender } | Self::TcpKeepAliveAck { sender } | Self::TcpZeroWindowProbeAck { sender } => {
                facts.with("sender", text(sender))
            }
            Self::TcpPreviousSegmentNotCaptured { sender } => facts.with("sender", text(sender)),
            Self::TcpAck { from, acknowledges, through, manner, .. } => facts
                .with("from", *from)
                .frames("acknowledges", acknowledges)
                .with("through", *through)
                .with("with_other", *manner == AckManner::WithOther),
            Self::TcpFin { from, is_first, acknowledges_fin, .. } => {
                facts.with("from", *from).with("first", *is_first).maybe("acknowledges_fin", *acknowledges_fin)
            }
            Self::TcpCloseAck { from, fin, then, .. } => {
                facts.with("from", *from).with("fin", *fin).with("both_closed", *then == AfterFin::BothClosed)
            }
            Self::TcpRst { from, kind, .. } => {
                let facts = facts.with("from", *from);
                match kind {
                    ResetKind::Refusal(syn) => facts.with("kind", "refusal").with("answers", *syn),
                    ResetKind::LiveSocket => facts.with("kind", "live_socket"),
                    ResetKind::Bare => facts.with("kind", "bare"),
                    ResetKind::Other => facts.with("kind", "other"),
                    ResetKind::Ignored => facts.with("kind", "ignored"),
                }
            }
            Self::TcpUnusualFlags { sender, flags, .. } => facts.with("sender", text(sender)).with("flags", flags.clone()),
            Self::TcpRetransmission { what, of, after, .. } => facts.repeated(*what).maybe("of", *of).maybe("after", *after),
            Self::TcpFastRetransmission { what, of, .. } => facts.repeated(*what).maybe("of", *of),
            Self::TcpSpuriousRetransmission { what, of, .. } => facts.repeated(*what).maybe("of", *of),
            Self::TcpOutOfOrder { what, .. } => facts.repeated(*what),
            Self::TcpAckedUnseenSegment { sender, receiver }
            | Self::TcpKeepAlive { sender, receiver }
            | Self::TcpZeroWindow { sender, receiver }
            | Self::TcpZeroWindowProbe { sender, receiver }
            | Self::TcpWindowFull { sender, receiver } => facts.with("sender", text(sender)).with("receiver", text(receiver)),
            Self::TcpDuplicateAck { of, count, through, .. } => facts.with("of", *of).with("count", *count).with("through", *through),
            Self::TcpWindowUpdate { sender, window, .. } => facts.with("sender", text(sender)).maybe("window", *window),
            Self::UdpData { sender, receiver, bytes, content } => {
                facts.with("sender", text(sender)).with("receiver", text(receiver)).with("bytes", *bytes).content(content)
            }
            Self::DnsQuery { server, id, name, kind, repeats, .. } => facts
                .with("server", text(server))
                .with("id", *id)
                .with("name", name.clone())
                .with("record", text(kind))
                .maybe("repeats", *repeats),
            Self::DnsResponse { server, lookup, addresses, more, .. } => {
                facts.lookup(*server, lookup).addresses(addresses).with("more", *more)
            }
            Self::DnsRecords { server, lookup, value, more } => facts.lookup(*server, lookup).record_value(value).with("more", *more),
            Self::NeighboursQuestion { sender, name, kind, more, is_probe, .. } => facts
                .with("sender", text(sender))
                .with("name", name.clone())
                .with("record", text(kind))
                .with("more", *more)
                .with("probe", *is_probe),
            Self::NeighboursAnswer { sender, name, value, more, .. } => {
                facts.with("sender", text(sender)).with("name", name.clone()).record_value(value).with("more", *more)
            }
            Self::DnsNodata { server, lookup }
            | Self::DnsReferral { server, lookup }
            | Self::DnsNxdomain { server, lookup }
            | Self::DnsRefused { server, lookup }
            | Self::DnsServfail { server, lookup }
            | Self::DnsTruncated { server, lookup } => facts.lookup(*server, lookup),
            Self::DnsError { server, lookup, rcode } => facts.lookup(*server, lookup).with("rcode", *rcode),
            Self::IcmpEchoRequest { sender, receiver, sequence } => facts.hosts(*sender, *receiver).with("sequence", *sequence),
            Self::IcmpEchoReply { sender, receiver, sequence, answers, after } => {
                facts.hosts(*sender, *receiver).with("sequence", *sequence).maybe("answers", *answers).maybe("after", *after)
            }
            Self::IcmpPortUnreachable { sender, receiver, port, of } => {
                facts.hosts(*sender, *receiver).maybe("port", *port).maybe("of", *of)
            }
            Self::IcmpHostUnreachable { sender, receiver, host, of } | Self::IcmpTimeExceeded { sender, receiver, host, of } => {
                facts.hosts(*sender, *receiver).maybe("host", host.map(text)).maybe("of", *of)
            }
            Self::IcmpUnreachable { sender, receiver, code, of } => facts.hosts(*sender, *receiver).with("code", *code).maybe("of", *of),
            Self::IcmpOther { sender, receiver, kind, code } => facts.hosts(*sender, *receiver).with("type", *kind).with("code", *code),
            Self::IcmpPacketTooBig { sender, receiver, host, mtu, of } => {
                facts.hosts(*sender, *receiver).maybe("host", host.map(text)).maybe("mtu", *mtu).maybe("of", *of)
            }
            Self::IcmpRedirect { sender, receiver, gateway, host, of } => {
                facts.hosts(*sender, *receiver).with("gateway", text(gateway)).maybe("host", host.map(text)).maybe("of", *of)
            }
            Self::RouterSolicitation { sender } => facts.with("sender", text(sender)),
            Self::RouterAdvertisement { sender, prefixes } => {
                facts.with("sender", text(sender)).with("prefixes", Fact::Texts(prefixes.clone()))
            }
            Self::NeighborSolicitation { sender, target, audience } => {
                facts.with("sender", text(sender)).with("target", text(target)).with("audience", audience_word(*audience))
            }
            Self::NeighborProbe { target } => facts.with("target", text(target)),
            Self::NeighborAdvertisement { sender, receiver, hardware, answers } => {
                facts.with("sender", text(sender)).maybe("receiver", receiver.map(text)).hardware(*hardware).maybe("answers", *answers)
            }
            Self::MulticastQuery { sender, group } => facts.with("sender", text(sender)).maybe("group", group.map(text)),
            Self::MulticastReport { sender, joined, left } => {
                facts.with("sender", text(sender)).with("joined", addresses(joined)).with("left", addresses(left))
            }
            Self::ArpRequest { sender, target, audience } => {
                facts.with("sender", text(sender)).with("target", text(target)).maybe("audience", audience.map(audience_word))
            }
            Self::Dhcp(message) => facts
                .hardware(message.client)
                .maybe("name", message.name.clone())
                .maybe("server", message.server.map(text))
                .maybe("address", message.address.map(text))
                .maybe("lease", message.lease)
                .maybe("router", message.router.map(text))
                .maybe("name_server", message.resolver.map(text))
                .maybe("answers", message.answers),
            Self::ArpProbe { target } => facts.with("target", text(target)),
            Self::ArpAnnouncement { sender, hardware } => facts.with("sender", text(sender)).hardware(*hardware),
            Self::ArpReply { sender, target, hardware, answers } => {
                facts.with("sender", text(sender)).with("target", text(target)).hardware(*hardware).maybe("answers", *answers)
            }
            Self::ArpConflict { address, hardware, other, earlier } => {
                facts.with("address", text(address)).with("hardware", text(hardware)).with("other", text(other)).with("earlier", *earlier)
            }
            Self::ArpOther { operation } => facts.with("operation", *operation),
            Self::IpFragment { sender, receiver, offset, identification, is_last } => {
                facts.hosts(*sender, *receiver).with("offset", *offset).with("identification", *identification).with("last", *is_last)
            }
            Self::IpReassembled { frames, bytes } => facts.frames("pieces", frames).with("bytes", *bytes),
            Self::PacketDuplicate { of, evidence } => facts.with("of", *of).with("certain", evidence.is_certain()),
            Self::PacketChecksum { layer, stated } => facts.with("layer", *layer).with("stated", u64::from(*stated)),
            Self::PacketComment { text } => facts.with("comment", Fact::Text(text.clone())),
            Self::PacketCut { layer, captured, length } => facts.maybe("layer", *layer).with("captured", *captured).with("length", *length),
            Self::PacketMalformed { layer, defect } => {
                let facts = facts.with("layer", *layer);
                match defect {
                    Defect::Short => facts.with("defect", "short"),
                    Defect::Version(version) => facts.with("defect", "version").with("version", *version),
                    Defect::HeaderLength(bytes) => facts.with("defect", "header_length").with("bytes", *bytes),
                    Defect::Length(bytes) => facts.with("defect", "length").with("bytes", *bytes),
                }
            }
            Self::LinkTypeNotDecoded { link_type } => facts.with("link_type", link_type.0).maybe("name", link_type.name()),
            Self::NetworkNotDecoded { ether_type, name } => facts.maybe("ether_type", *ether_type).maybe("name", *name),
            Self::TransportNotDecoded { sender, receiver, protocol } => facts.hosts(*sender, *receiver).with("protocol", *protocol),
            _ => self.conversation_facts(facts),
        };
        facts.0
    }

    /// The facts of claims about conversations and captures.
    fn conversation_facts(&self, facts: Facts) -> Facts {
        match self {
            Self::Cause(cause) => causes::facts(cause, facts),
            Self::FlowOpened { client, server, syn, syn_ack, ack, took } => {
                facts.ends(*client, *server).with("handshake", Fact::Numbers(vec![*syn, *syn_ack, *ack])).maybe("took", *took)
            }
            Self::FlowHandshakeUnfinished { client, server }
            | Self::FlowLeftMemory { client, server }
            | Self::FlowMidstream { client, server }
            | Self::FlowTooEarly { client, server }
            | Self::FlowStillOpen { client, server } => facts.ends(*client, *server),
            Self::FlowPortReused { earlier, .. } => facts.with("earlier", text(earlier)),
            Self::FlowTransferred { bytes, segments, response_time, .. } => {
                facts.with("bytes", *bytes).with("segments", *segments).maybe("response_time", *response_time)
            }
            Self::FlowOneSided { seen, bytes, segments, .. } => {
                facts.with("seen", text(seen)).with("bytes", *bytes).with("segments", *segments)
            }
            Self::FlowEcho { bytes, sent, .. } => facts.with("bytes", *bytes).with("sent", *sent),
            Self::FlowRetransmissions { packets, .. } => facts.with("packets", *packets),
            Self::FlowMissingBytes { bytes, .. } => facts.with("bytes", *bytes),
            Self::FlowRefused { client, server, syn, by, icmp_code } => {
                facts.ends(*client, *server).with("syn", *syn).with("by", *by).maybe("icmp_code", *icmp_code)
            }
            Self::FlowUnanswered { client, server, tries, waited } => {
                facts.ends(*client, *server).with("tries", *tries).maybe("waited", *waited)
            }
            Self::FlowReset { by, frame, from_live_socket, stage, .. } => {
                facts.with("by", text(by)).with("frame", *frame).with("from_live_socket", *from_live_socket).with(
                    "stage",
                    match stage {
                        ResetStage::Handshake => "handshake",
                        ResetStage::Established => "established",
                        ResetStage::Closing => "closing",
                    },
                )
            }
            Self::FlowClosedByClient { fin, .. } | Self::FlowClosedByServer { fin, .. } => facts.with("fin", *fin),
            Self::FlowSimultaneousClose { client_fin, server_fin } => facts.with("client_fin", *client_fin).with("server_fin", *server_fin),
            Self::FlowThreeSegmentClose { first_fin, second_fin, last_ack, .. } => {
                facts.with("first_fin", *first_fin).with("second_fin", *second_fin).maybe("last_ack", *last_ack)
            }
            Self::FlowFourSegmentClose { first_fin, ack, second_fin, last_ack, .. } => {
                facts.with("first_fin", *first_fin).with("ack", *ack).with("second_fin", *second_fin).maybe("last_ack", *last_ack)
            }
            Self::FlowHalfClose { closer, fin, data, .. } => facts.with("closer", text(closer)).with("fin", *fin).with("data", *data),
            Self::FlowHalfOpenEnd { closer, fin, .. } => facts.with("closer", text(closer)).with("fin", *fin),
            Self::UdpExchanged { packets, bytes, .. } => facts.with("packets", *packets).with("bytes", *bytes),
            Self::UdpUnanswered { server, waited } => facts.with("server", text(server)).maybe("waited", *waited),
            Self::UdpTooEarly { server } => facts.with("server", text(server)),
            Self::UdpTimeExceeded { server, by } => facts.with("server", text(server)).with("by", *by),
            Self::UdpRefused { server, by } => facts.with("server", text(server)).with("by", *by),
            Self::UdpUnreachable { server, by, code } => facts.with("server", text(server)).with("by", *by).with("code", *code),
            Self::DnsPair { name, a, aaaa, .. } => facts.with("name", name.clone()).with("a", *a).with("aaaa", *aaaa),
            Self::DnsLookup { server, name, kind, query, response, after, result, .. } => {
                let facts = facts
                    .with("server", text(server))
                    .with("name", name.clone())
                    .with("record", text(kind))
                    .with("query", *query)
                    .with("response", *response)
                    .maybe("after", *after);
                match result {
                    LookupResult::Addresses(addresses) => facts.with("result", "addresses").addresses(addresses),
                    LookupResult::Records => facts.with("result", "records"),
                    LookupResult::Nodata => facts.with("result", "nodata"),
                    LookupResult::Referral => facts.with("result", "referral"),
                    LookupResult::Truncated => facts.with("result", "truncated"),
                    LookupResult::Nxdomain => facts.with("result", "nxdomain"),
                    LookupResult::Error(rcode) => facts.with("result", "error").with("rcode", *rcode),
                    LookupResult::Incomplete => facts.with("result", "incomplete"),
                }
            }
            Self::DnsUnanswered { server, name, kind, query, retries, waited } => facts
                .with("server", text(server))
                .with("name", name.clone())
                .with("record", text(kind))
                .with("query", *query)
                .with("retries", *retries)
                .maybe("waited", *waited),
            Self::DnsTooEarly { server, name, kind, query } => {
                facts.with("server", text(server)).with("name", name.clone()).with("record", text(kind)).with("query", *query)
            }
            Self::DnsUnreachable { server, by } => facts.with("server", text(server)).with("by", *by),
            Self::DnsManyLookups { more } => facts.with("more", *more),
            Self::CaptureComment { interface, text } => {
                facts.maybe("interface", interface.clone().map(Fact::Text)).with("comment", Fact::Text(text.clone()))
            }
            Self::CaptureMoreComments { more } => facts.with("more", *more),
            Self::CaptureNames { names, more } => facts.with("names", *names).with("more", *more),
            Self::CaptureStatistics(counts) => facts
                .with("interface", Fact::Text(counts.interface.clone()))
                .maybe("received", counts.received)
                .maybe("dropped", counts.dropped)
                .maybe("dropped_by_system", counts.dropped_by_system),
            Self::CaptureBlocksPassed { kind, blocks } => facts.with("kind", kind.as_str()).with("blocks", *blocks),
            Self::CaptureHiddenByFilter { hidden } => facts.with("hidden", *hidden),
            Self::CaptureTruncatedFile { file, offset, packets, is_cut } => {
                facts.maybe("file", file.clone()).with("offset", *offset).with("packets", *packets).with("cut", *is_cut)
            }
            Self::CaptureCutBySnaplen { packets } => facts.with("packets", *packets),
            Self::CaptureLinkTypeNotDecoded { link_type, packets } => {
                facts.with("link_type", link_type.0).maybe("name", link_type.name()).with("packets", *packets)
            }
            Self::CaptureChecksumOffload { packets, first } => facts.with("packets", *packets).with("first", *first),
            Self::CaptureDuplicates { packets, first } => facts.with("packets", *packets).with("first", *first),
            Self::CaptureFragmentsGivenUp { datagrams } => facts.with("datagrams", *datagrams),
            Self::CaptureFlowsEvicted { flows } => facts.with("flows", *flows),
            Self::CaptureTimeBackwards { packets, first } => facts.with("packets", *packets).with("first", *first),
            Self::CaptureDropped { by_kernel, by_labcap } => facts.with("by_kernel", *by_kernel).with("by_labcap", *by_labcap),
            Self::CaptureOwnConnection { packets } => facts.with("packets", *packets),
            _ => facts,
        }
    }
}
