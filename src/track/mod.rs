//! Packets to conversations: what only comparing packets can tell.
//!
//! The tracker sees every frame of a file, also those that a filter hides. Its memory is bounded by a budget; a
//! conversation that has to leave is handed out and counted.

pub mod arp;
pub mod assembler;
pub mod copies;
pub mod dns;
pub mod flow;
pub mod fragments;
pub mod listeners;
pub mod messages;
pub mod pairs;
mod prints;
mod quotes;
pub mod resolved;
pub mod seq;
pub mod sights;
mod table;
pub mod tcp;
pub mod views;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use self::arp::{Claims, Conflict};
use self::copies::{Copied, Copies, Place, Print};
use self::dns::{DnsSeen, Pairing, Questions};
use self::flow::{BySide, Endpoint, Flow, FlowTransport, Protocol, Roles, Side, StreamId, Times, UdpFlow};
use self::fragments::Reassembled;
use self::listeners::Listeners;
use self::messages::Carried;
use self::pairs::{Answered, Pairs};
use self::prints::{arp_print, echo_print, icmp_print, place, tcp_print, udp_print};
use self::quotes::Quotes;
use self::resolved::Resolved;
use self::seq::Seq;
use self::table::{FlowTable, Key};
use self::tcp::analysis::Analysis;

use self::sights::{Again, Sight, Sights, Translated, Twin};
use self::tcp::{TcpFlow, TcpSeen};
use crate::decode::arp::{Arp, Operation};
use crate::decode::dhcp::Dhcp;
use crate::decode::dns::Service;
use crate::decode::icmp::Unreachable;
use crate::decode::icmp::{Echo, Icmp, Message};
use crate::decode::icmpv6::{self, Icmpv6};
use crate::decode::quoted::Quoted;
use crate::decode::tcp::{Flags, Tcp};
use crate::decode::udp::Udp;
use crate::decode::{Layer, Network, Packet, ipv4};
use crate::time::Timestamp;

pub use self::table::Slot;

/// How much the tracker may keep.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes for conversations with all that belongs to them.
    pub budget_bytes: usize,
    /// Bytes for datagrams that wait for pieces.
    pub datagram_bytes: usize,
    /// What only sentences need is kept with each conversation: packet numbers by phase, bytes that may come back as an echo,
    /// what tells copies, DNS questions.
    pub keeps_story: bool,
    /// What only some of Wireshark's fields of TCP need is kept with each connection: segments that wait for their ACK.
    pub keeps_figures: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { budget_bytes: 256 << 20, datagram_bytes: 32 << 20, keeps_story: true, keeps_figures: false }
    }
}

/// What a packet is among the others.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Its conversation.
    pub flow: Option<Slot>,
    /// Its conversation's name.
    pub stream: Option<StreamId>,
    /// Who of the two sent it; `None` where it belongs to no conversation.
    pub from: Option<Side>,
    /// The packet that it is a copy of, captured a moment before.
    pub copy_of: Option<Copied>,
    /// The packet of another conversation that it is, on the other side of a router that translates addresses.
    pub translated: Option<Box<Translated>>,
    /// The datagram that its piece has made whole.
    pub reassembled: Option<Reassembled>,
    /// The DNS messages that a TCP segment carries; `None` where it carries none.
    pub carried: Option<Box<Carried>>,
    /// What Wireshark says that a DNS message in a datagram is among the others, as long as figures are kept.
    pub pairing: Pairing,
    /// What TCP adds.
    pub tcp: Option<TcpSeen>,
    /// What another protocol adds.
    pub detail: Detail,
}

/// What a protocol adds to what a packet is among the others.
#[derive(Clone, Debug, Default)]
pub enum Detail {
    /// Nothing.
    #[default]
    None,
    /// A DNS message.
    Dns(DnsSeen),
    /// An ICMP echo request or reply; a reply with its request.
    Echo(Option<Answered>),
    /// An ICMP error and the conversation whose packet it quotes.
    IcmpError {
        /// The conversation.
        flow: Option<Slot>,
        /// Its name.
        stream: Option<StreamId>,
        /// The number of its name, or the one that Wireshark gives a conversation of which only errors are seen; `None` where the error
        /// quotes too little for that.
        number: Option<u32>,
        /// The packet that it quotes, where that is known: for UDP by its IP identification.
        frame: Option<u64>,
    },
    /// An ARP packet.
    Arp {
        /// The request that a reply answers.
        answers: Option<Answered>,
        /// An address that another machine had claimed before.
        conflict: Option<Conflict>,
    },
    /// A neighbour solicitation or advertisement of IPv6; an advertisement with the solicitation that it answers.
    Neighbor(Option<Answered>),
    /// A DHCP message; an answer with what it answers.
    Dhcp(Option<Answered>),
}

impl Seen {
    /// What TCP adds.
    pub fn tcp(&self) -> Option<&TcpSeen> {
        self.tcp.as_ref()
    }
}

/// The question an echo reply answers: who asked whom, with which numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct EchoKey {
    asker: IpAddr,
    asked: IpAddr,
    identifier: u16,
    sequence: u16,
}

/// The question an ARP reply answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct ArpKey {
    asker: Ipv4Addr,
    wanted: Ipv4Addr,
}

/// What an ICMP error does to the conversation whose packet it quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    /// Its packets don't arrive, for this reason.
    Unreachable(Unreachable),
    /// Its packets go through too many routers.
    Expired,
    /// Nothing that ends it.
    None,
}

/// The question a DHCP server answers: a transaction, and whether it asks for an address or looks for servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct DhcpKey {
    transaction: u32,
    client: Option<[u8; 6]>,
    is_search: bool,
}

/// Follows the conversations of one capture.
#[derive(Debug)]
pub struct Tracker {
    keeps_story: bool,
    keeps_figures: bool,
    flows: FlowTable,
    streams: [u32; 2],
    quotes: Quotes,
    echoes: Pairs<EchoKey>,
    arps: Pairs<ArpKey>,
    /// The latest packets that belong to no conversation.
    copies: Copies,
    /// The latest packets of all conversations, as long as stories are told.
    sights: Sights,
    claims: Claims,
    neighbors: Pairs<Ipv6Addr>,
    leases: Pairs<DhcpKey>,
    resolved: Resolved,
    questions: Questions,
    /// Who shares a server's port, as long as stories are told.
    listeners: Listeners,
}

impl Tracker {
    /// A tracker that keeps to its limits.
    pub fn new(limits: Limits) -> Self {
        Self {
            keeps_story: limits.keeps_story,
            keeps_figures: limits.keeps_figures,
            flows: FlowTable::new(limits.budget_bytes),
            streams: [0; 2],
            quotes: Quotes::default(),
            echoes: Pairs::default(),
            arps: Pairs::default(),
            copies: Copies::default(),
            sights: Sights::default(),
            claims: Claims::default(),
            neighbors: Pairs::default(),
            leases: Pairs::default(),
            resolved: Resolved::default(),
            questions: Questions::default(),
            listeners: Listeners::default(),
        }
    }

    /// Takes the next packet of the capture in.
    pub fn push(&mut self, packet: &Packet<'_>, seen: &mut Seen) {
        let frame = packet.frame.number;
        let time = packet.frame.time;
        let network = packet.network_layer();
        let place = place(packet);
        for (layer, source) in packet.layers.iter().zip(&packet.sources) {
            match (layer, network) {
                (Layer::Tcp(tcp), Some(ip)) => self.tcp((&ip, tcp, source.u16_at(16)), place, frame, time, seen),
                (Layer::Udp(udp), Some(ip)) => self.udp(&ip, udp, place, frame, time, seen),
                (Layer::Icmp(icmp), Some(ip)) => {
                    seen.copy_of = self.copies.note(icmp_print(&ip, icmp), place, frame, time);
                    if self.keeps_story
                        && seen.copy_of.is_none()
                        && let Some(print) = echo_print(&ip, icmp, source.bytes)
                    {
                        let end = |address| Endpoint { address, port: 0 };
                        let sight = (end(ip.sender()), end(ip.receiver()), place, false);
                        let (_, translated) = self.sighted(print, sight, &ip, None, (frame, time));
                        // The address of who asks changes, on the way out and back. What goes to two machines, or comes from two, is no pair.
                        let is_request = matches!(icmp.message, Message::EchoRequest(_));
                        seen.translated = translated.filter(|translated| translated.is_source == is_request);
                    }
                    // Copies too: a reply's Info names the latest request.
                    seen.detail = self.icmp(&ip, icmp, frame, time);
                }
                (Layer::Icmpv6(icmp), Some(ip)) => seen.detail = self.icmpv6(&ip, icmp, frame, time),
                (Layer::Dns(message), _) => {
                    if self.keeps_figures
                        && let Some(slot) = seen.flow
                        && let Some(Flow { transport: FlowTransport::Udp(udp), .. }) = self.flows.get_mut(slot)
                    {
                        seen.pairing = udp.transactions.push(message, frame, time);
                    }
                    if let Some(slot) = seen.flow
                        && seen.copy_of.is_none()
                        && self.keeps_story
                        && let Some(Flow { transport: FlowTransport::Udp(udp), client, server, stream, twin, .. }) =
                            self.flows.get_mut(slot)
                    {
                        // What is asked of everybody may stay without an answer, or have many.
                        let is_asked_of_one = message.service == Service::Dns && server.port != NETBIOS_NAMES;
                        let seen_message =
                            if is_asked_of_one { dns::push(&mut udp.lookups, message, frame, time) } else { DnsSeen::default() };
                        if let Some(query) = seen_message.answers
                            && let Some(exchange) = udp.lookups.exchanges.iter().rev().find(|exchange| exchange.query == query)
                        {
                            self.resolved.note(client.address, exchange, time);
                        }
                        if let Some(exchange) = udp.lookups.exchanges.last_mut().filter(|exchange| exchange.query == frame)
                            && twin.is_none_or(|twin| !twin.is_certain)
                        {
                            self.questions.pair(exchange, client.address, server.address, stream.number);
                        }
                        seen.detail = Detail::Dns(seen_message);
                    }
                }
                (Layer::Dhcp(message), _) if seen.copy_of.is_none() => seen.detail = Detail::Dhcp(self.dhcp(message, frame, time)),
                (Layer::Arp(arp), _) => {
                    seen.copy_of = self.copies.note(arp_print(arp), place, frame, time);
                    let conflict = self.claims.push(arp, frame);
                    seen.detail = Detail::Arp { answers: self.arp(arp, frame, time), conflict };
                }
                _ => {}
            }
        }
        if let Some(slot) = seen.flow {
            if let (Some(flow), Some(side)) = (self.flows.get_mut(slot), seen.from) {
                *flow.frame_bytes.of_mut(side) += u64::from(packet.frame.wire_length);
            }
            self.flows.touched(slot);
        }
    }

    /// The conversation in a slot, by the packets so far.
    pub fn flow(&self, slot: Slot) -> Option<&Flow> {
        self.flows.get(slot)
    }

    /// Servers' ports and who shared them, by the packets so far.
    pub const fn listeners(&self) -> &Listeners {
        &self.listeners
    }

    /// The next conversation that had to leave because the budget was full.
    pub fn take_evicted(&mut self) -> Option<Flow> {
        self.flows.take_evicted()
    }

    /// Bytes that the conversations take up, within [`Limits::budget_bytes`] but for the one that a packet belongs to.
    pub const fn used_bytes(&self) -> usize {
        self.flows.used_bytes()
    }

    /// How many conversations had to leave.
    pub const fn evicted_count(&self) -> u64 {
        self.flows.evicted_count()
    }

    /// All conversations that are left, by first packet.
    pub fn finish(self) -> Vec<Flow> {
        self.flows.into_flows()
    }

    /// A segment, with its checksum.
    fn tcp(
        &mut self,
        (ip, tcp, checksum): (&Network<'_, '_>, &Tcp<'_>, Option<u16>),
        place: Place,
        frame: u64,
        time: Option<Timestamp>,
        seen: &mut Seen,
    ) {
        let source = Endpoint { address: ip.sender(), port: tcp.source_port };
        let destination = Endpoint { address: ip.receiver(), port: tcp.destination_port };
        let key = Key::new(Protocol::Tcp, source, destination);
        let is_opening = tcp.flags.has(Flags::SYN) && !tcp.flags.has(Flags::ACK);
        let known = self.flows.find(key);
        let mut reuses = None;
        let slot = known.filter(|slot| {
            let Some(flow) = self.flows.get(*slot) else { return false };
            let FlowTransport::Tcp(state) = &flow.transport else { return false };
            let side = side_of(flow, source);
            let is_new = is_opening && state.is_replaced_by_syn(side, Seq(tcp.sequence));
            if is_new {
                reuses = Some(flow.stream.number);
            }
            !is_new
        });
        let slot = slot.unwrap_or_else(|| {
            let (client_first, roles) = tcp_roles(tcp);
            let (client, server) = if client_first { (source, destination) } else { (destination, source) };
            let transport = FlowTransport::Tcp(Box::new(TcpFlow::new(reuses, self.keeps_story, self.keeps_figures)));
            let stream = self.next_stream(Protocol::Tcp, key);
            let flow = self.new_flow(stream, client, server, roles, (frame, time), transport);
            self.flows.insert(key, flow)
        });
        let Some(flow) = self.flows.get_mut(slot) else { return };
        let side = count(flow, source, frame, time);
        let stream = flow.stream;
        let mut copy_of = None;
        if self.keeps_story {
            let print = tcp_print(ip, tcp, checksum);
            copy_of = flow.copies.of_mut(side).note(print, place, frame, time);
            if copy_of.is_none() {
                let is_counted = flow.copies.of(side).counts(print.identification);
                let sight = (source, destination, place, is_counted);
                (copy_of, seen.translated) = self.sighted(print, sight, ip, Some((slot, stream)), (frame, time));
            }
        }
        let Some(flow) = self.flows.get_mut(slot) else { return };
        *flow.copied.of_mut(side) += u64::from(copy_of.is_some_and(|copied| copied.evidence.is_certain()));
        let FlowTransport::Tcp(state) = &mut flow.transport else { return };
        let detail = state.push(side, tcp, frame, time, copy_of.map(|copied| copied.frame), &mut seen.tcp);
        if self.keeps_story && copy_of.is_none() {
            if let Some(causes) = &mut state.causes {
                causes.note_hops(side, ip.hops(), tcp.flags.has(Flags::RST));
            }
            if flow.twin().is_none() {
                self.listeners.push(flow, side, tcp, detail, frame, time);
            }
        }
        let FlowTransport::Tcp(state) = &mut flow.transport else { return };
        if reuses.is_some() {
            detail.analysis.add(Analysis::REUSED_PORTS);
        }
        let analysis = detail.analysis;
        (seen.flow, seen.stream, seen.from, seen.copy_of) = (Some(slot), Some(stream), Some(side), copy_of);
        if carries_dns(tcp) && !is_left_out(tcp, analysis) {
            let conversation = state.dns.get_or_insert_default();
            let mut carried = conversation.assemblers.of_mut(side).push(Seq(tcp.sequence), tcp.payload, frame);
            if self.keeps_story && copy_of.is_none() {
                let messages = carried.messages();
                carried.seen = messages.map(|(message, _)| dns::push(&mut conversation.lookups, &message, frame, time)).collect();
            }
            if self.keeps_figures {
                let messages = carried.messages();
                carried.pairings = messages.map(|(message, _)| conversation.transactions.push(&message, frame, time)).collect();
            }
            seen.carried = Some(Box::new(carried));
        }
    }

    fn udp(&mut self, ip: &Network<'_, '_>, udp: &Udp<'_>, place: Place, frame: u64, time: Option<Timestamp>, seen: &mut Seen) {
        let source = Endpoint { address: ip.sender(), port: udp.source_port };
        let destination = Endpoint { address: ip.receiver(), port: udp.destination_port };
        let key = Key::new(Protocol::Udp, source, destination);
        let known = self.flows.find(key);
        let slot = known.unwrap_or_else(|| {
            let (client_first, roles) = udp_roles(udp);
            let (client, server) = if client_first { (source, destination) } else { (destination, source) };
            let stream = self.next_stream(Protocol::Udp, key);
            let flow = self.new_flow(stream, client, server, roles, (frame, time), FlowTransport::Udp(UdpFlow::default()));
            self.flows.insert(key, flow)
        });
        let Some(flow) = self.flows.get_mut(slot) else { return };
        let times = flow.times;
        let side = count(flow, source, frame, time);
        if udp.length == 8 {
            // An empty datagram isn't timed (so in Wireshark).
            flow.times = times;
        }
        let stream = flow.stream;
        let print = udp_print(ip, udp);
        let is_counted = print.is_some_and(|print| flow.copies.of(side).counts(print.identification));
        let copy_of = print.and_then(|print| flow.copies.of_mut(side).note(print, place, frame, time));
        *flow.copied.of_mut(side) += u64::from(copy_of.is_some());
        if let FlowTransport::Udp(state) = &mut flow.transport
            && copy_of.is_none()
        {
            *state.bytes.of_mut(side) += udp.payload.length as u64;
        }
        if let Some(print) = print.filter(|_| self.keeps_story && copy_of.is_none()) {
            let sight = (source, destination, place, is_counted);
            (_, seen.translated) = self.sighted(print, sight, ip, Some((slot, stream)), (frame, time));
        }
        (seen.flow, seen.stream, seen.from, seen.copy_of) = (Some(slot), Some(stream), Some(side), copy_of);
    }

    /// The packet that this one is a copy of, on a slow way, or beyond a router that translates addresses.
    fn sighted(
        &mut self,
        print: Print,
        (source, destination, place, is_counted): (Endpoint, Endpoint, Place, bool),
        ip: &Network<'_, '_>,
        flow: Option<(Slot, StreamId)>,
        (frame, time): (u64, Option<Timestamp>),
    ) -> (Option<Copied>, Option<Box<Translated>>) {
        let Some(time) = time else { return (None, None) };
        let sight = Sight { frame, time, hops: ip.hops(), source, destination, flow, place, is_counted, has_passed: false };
        match self.sights.note(print, sight) {
            None => (None, None),
            Some((_, Again::Copied(copied))) => (Some(copied), None),
            Some((earlier, Again::Translated { translated, is_certain })) => {
                let is_twin = match (flow, earlier.flow) {
                    (Some((slot, _)), Some((other, stream))) => self.join(slot, other, (stream, earlier.has_passed), is_certain),
                    _ => is_certain,
                };
                (None, is_twin.then(|| Box::new(translated)))
            }
        }
    }

    /// Counts a packet that two conversations seem to have, the other one by its slot and the name that it had there, once for each; says
    /// whether they are known to be one.
    fn join(&mut self, slot: Slot, other: Slot, (name, has_passed): (StreamId, bool), is_certain: bool) -> bool {
        let (Some(flow), Some(twin)) = (self.flows.get(slot), self.flows.get(other).filter(|flow| flow.stream == name)) else {
            return false;
        };
        let is_newer = flow.first_frame > twin.first_frame;
        let (newer, stream) = if is_newer { (slot, twin.stream) } else { (other, flow.stream) };
        let Some(newer) = self.flows.get_mut(newer) else { return false };
        let twin = newer.twin.get_or_insert(Twin { stream, packets: 0, is_certain: false });
        if twin.stream != stream {
            return false;
        }
        // Of the newer one each packet counts once, however often the older one's was captured.
        twin.packets += u64::from(is_newer || !has_passed);
        twin.is_certain |= is_certain;
        let is_known = twin.is_certain;
        if is_known {
            self.listeners.forget(newer.server, newer.stream.number);
        }
        is_known
    }

    fn icmp(&mut self, ip: &Network<'_, '_>, icmp: &Icmp, frame: u64, time: Option<Timestamp>) -> Detail {
        match icmp.message {
            Message::EchoRequest(echo) => self.echo_request(ip, echo, frame, time),
            Message::EchoReply(echo) => self.echo_reply(ip, echo, time),
            Message::Unreachable(quoted) | Message::FragmentationNeeded { quoted, .. } => {
                self.icmp_error(quoted, Effect::Unreachable(Unreachable { code: icmp.code, is_ipv6: false }), frame)
            }
            Message::TimeExceeded(quoted) => self.icmp_error(quoted, Effect::Expired, frame),
            Message::SourceQuench(quoted) | Message::Redirect { quoted, .. } | Message::ParameterProblem(quoted) => {
                self.icmp_error(quoted, Effect::None, frame)
            }
            Message::RouterAdvertisement | Message::RouterSolicitation | Message::Identified(_) | Message::Other => Detail::None,
        }
    }

    fn icmpv6(&mut self, ip: &Network<'_, '_>, icmp: &Icmpv6<'_>, frame: u64, time: Option<Timestamp>) -> Detail {
        match icmp.message {
            icmpv6::Message::EchoRequest(echo) => self.echo_request(ip, echo, frame, time),
            icmpv6::Message::EchoReply(echo) => self.echo_reply(ip, echo, time),
            icmpv6::Message::Unreachable(quoted) => {
                self.icmp_error(quoted, Effect::Unreachable(Unreachable { code: icmp.code, is_ipv6: true }), frame)
            }
            icmpv6::Message::TimeExceeded(quoted) => self.icmp_error(quoted, Effect::Expired, frame),
            icmpv6::Message::PacketTooBig { quoted, .. } | icmpv6::Message::ParameterProblem(quoted) => {
                self.icmp_error(quoted, Effect::None, frame)
            }
            icmpv6::Message::NeighborSolicitation { target, .. } => {
                self.neighbors.ask(target, frame, time);
                Detail::Neighbor(None)
            }
            icmpv6::Message::NeighborAdvertisement { target, flags, .. } => {
                let answered = if flags & icmpv6::SOLICITED == 0 { None } else { self.neighbors.answer(target, time) };
                Detail::Neighbor(answered)
            }
            _ => Detail::None,
        }
    }

    fn echo_request(&mut self, ip: &Network<'_, '_>, echo: Echo, frame: u64, time: Option<Timestamp>) -> Detail {
        let Echo { identifier, sequence, .. } = echo;
        self.echoes.ask(EchoKey { asker: ip.sender(), asked: ip.receiver(), identifier, sequence }, frame, time);
        Detail::Echo(None)
    }

    fn echo_reply(&mut self, ip: &Network<'_, '_>, echo: Echo, time: Option<Timestamp>) -> Detail {
        let Echo { identifier, sequence, .. } = echo;
        Detail::Echo(self.echoes.answer(EchoKey { asker: ip.receiver(), asked: ip.sender(), identifier, sequence }, time))
    }

    fn icmp_error(&mut self, quoted: Quoted, effect: Effect, frame: u64) -> Detail {
        let nothing = |number| Detail::IcmpError { flow: None, stream: None, number, frame: None };
        let (Some((source, destination)), Some((source_port, destination_port))) = (quoted.addresses, quoted.ports) else {
            return nothing(None);
        };
        let protocol = if quoted.protocol == ipv4::TCP { Protocol::Tcp } else { Protocol::Udp };
        let source = Endpoint { address: source, port: source_port };
        let destination = Endpoint { address: destination, port: destination_port };
        let key = Key::new(protocol, source, destination);
        let Some(slot) = self.flows.find(key) else {
            // Wireshark numbers the quoted conversation like any other; no flow comes of it.
            let number = quoted.is_numbered.then(|| {
                self.quotes.number(key).unwrap_or_else(|| {
                    let stream = self.next_stream(protocol, key);
                    self.quotes.keep(key, stream.number);
                    stream.number
                })
            });
            return nothing(number);
        };
        let Some(flow) = self.flows.get_mut(slot) else { return nothing(None) };
        let side = side_of(flow, source);
        let stream = flow.stream;
        let latest = match &mut flow.transport {
            FlowTransport::Udp(udp) => {
                // What the client refuses, an answer that comes too late for one, tells nothing of the server.
                match effect {
                    Effect::Unreachable(why) if side == Side::Client => drop(udp.unreachable.get_or_insert((frame, why))),
                    Effect::Expired if side == Side::Client => drop(udp.expired.get_or_insert(frame)),
                    Effect::Unreachable(_) | Effect::Expired | Effect::None => {}
                }
                flow.copies.of(side).find(quoted.identification)
            }
            FlowTransport::Tcp(tcp) => {
                let quoted = quoted.sequence.map(Seq);
                let sender = tcp.sides.of(side);
                let is_syn = sender.syn.is_some_and(|syn| Some(syn.number) == quoted);
                // Only an error to the SYN refuses; later ones are hints (RFC 1122 4.2.3.9).
                if is_syn && side == Side::Client && tcp.sides.server.syn.is_none() {
                    match effect {
                        Effect::Unreachable(why) => drop(tcp.unreachable.get_or_insert((frame, why))),
                        Effect::Expired => drop(tcp.expired.get_or_insert(frame)),
                        Effect::None => {}
                    }
                }
                let sent = tcp.sides.of(side).unacknowledged.iter().rfind(|segment| Some(segment.from) == quoted);
                sent.map(|segment| segment.frame)
            }
        };
        let number = quoted.is_numbered.then_some(stream.number);
        Detail::IcmpError { flow: Some(slot), stream: Some(stream), number, frame: latest }
    }

    fn arp(&mut self, arp: &Arp, frame: u64, time: Option<Timestamp>) -> Option<Answered> {
        let (sender, target) = arp.sender.zip(arp.target)?;
        match arp.operation {
            Operation::Request => {
                self.arps.ask(ArpKey { asker: sender, wanted: target }, frame, time);
                None
            }
            Operation::Reply => self.arps.answer(ArpKey { asker: target, wanted: sender }, time),
            Operation::Other(_) => None,
        }
    }

    fn dhcp(&mut self, message: &Dhcp<'_>, frame: u64, time: Option<Timestamp>) -> Option<Answered> {
        const SEARCH: u8 = 1;
        const OFFER: u8 = 2;
        let client = message.hardware.and_then(|bytes| bytes.try_into().ok());
        let is_search = matches!(message.message_type, Some(SEARCH | OFFER));
        let key = DhcpKey { transaction: message.transaction, client, is_search };
        if message.operation == Some(2) {
            return self.leases.answer(key, time);
        }
        self.leases.ask(key, frame, time);
        None
    }

    /// The name of the next conversation: the one that it was quoted under, or the next.
    fn next_stream(&mut self, protocol: Protocol, key: Key) -> StreamId {
        let number = self.quotes.take(key).unwrap_or_else(|| {
            let next = &mut self.streams[protocol as usize];
            *next += 1;
            *next - 1
        });
        StreamId { protocol, number }
    }

    /// A conversation that begins with this packet.
    fn new_flow(
        &self,
        stream: StreamId,
        client: Endpoint,
        server: Endpoint,
        roles: Roles,
        (frame, time): (u64, Option<Timestamp>),
        transport: FlowTransport,
    ) -> Flow {
        let packets = BySide::default();
        let copies = BySide::default();
        Flow {
            stream,
            client,
            server,
            roles,
            packets,
            frame_bytes: BySide::default(),
            asked: self.resolved.name_of(client.address, server.address, time),
            first_frame: frame,
            last_frame: frame,
            start: None,
            end: None,
            times: Times::default(),
            copied: BySide::default(),
            twin: None,
            copies,
            transport,
        }
    }
}

/// The port of NetBIOS names, whose messages have the form of DNS messages.
const NETBIOS_NAMES: u16 = 137;

/// DNS over TCP, by its port; Wireshark takes mDNS's for one as well.
pub fn carries_dns(tcp: &Tcp<'_>) -> bool {
    tcp.payload.length > 0 && [tcp.source_port, tcp.destination_port].iter().any(|port| matches!(port, 53 | 5353))
}

/// What Wireshark doesn't look into: repeats, what comes out of order, what a RST says, a keep-alive's byte.
pub const fn is_left_out(tcp: &Tcp<'_>, analysis: Analysis) -> bool {
    tcp.flags.has(Flags::RST)
        || analysis.has(Analysis::RETRANSMISSION)
        || analysis.has(Analysis::FAST_RETRANSMISSION)
        || analysis.has(Analysis::SPURIOUS_RETRANSMISSION)
        || analysis.has(Analysis::OUT_OF_ORDER)
        || analysis.has(Analysis::KEEP_ALIVE)
}

fn side_of(flow: &Flow, source: Endpoint) -> Side {
    if source == flow.client { Side::Client } else { Side::Server }
}

/// Counts a packet of a conversation; says who sent it.
fn count(flow: &mut Flow, source: Endpoint, frame: u64, time: Option<Timestamp>) -> Side {
    let side = side_of(flow, source);
    *flow.packets.of_mut(side) += 1;
    flow.last_frame = frame;
    let times = &mut flow.times;
    *times = Times { first: times.first.or(time), last: time, before_last: times.last.or(time) };
    if let Some(time) = time {
        flow.start = Some(flow.start.map_or(time, |start| start.min(time)));
        flow.end = Some(flow.end.map_or(time, |end| end.max(time)));
    }
    side
}

/// Whether the sender of the first captured segment is the client, and how that is known.
fn tcp_roles(tcp: &Tcp<'_>) -> (bool, Roles) {
    match (tcp.flags.has(Flags::SYN), tcp.flags.has(Flags::ACK)) {
        (true, false) => (true, Roles::Observed),
        (true, true) => (false, Roles::Inferred),
        _ => (guess_client(tcp.source_port, tcp.destination_port), Roles::Inferred),
    }
}

/// Nobody opens a UDP conversation: who sent first is the client, unless the ports say plainly that it answers.
fn udp_roles(udp: &Udp<'_>) -> (bool, Roles) {
    (guess_client(udp.source_port, udp.destination_port), Roles::Inferred)
}

/// Servers listen on low ports; clients get ports from the ephemeral range (Linux: 32768 and up, IANA: 49152 and up).
/// Where that doesn't decide, who sent first is the client.
const fn guess_client(source: u16, destination: u16) -> bool {
    const FIRST_UNPRIVILEGED: u16 = 1024;
    const FIRST_EPHEMERAL: u16 = 32_768;
    let answers =
        source < FIRST_UNPRIVILEGED && destination >= FIRST_UNPRIVILEGED || source < FIRST_EPHEMERAL && destination >= FIRST_EPHEMERAL;
    !answers
}
