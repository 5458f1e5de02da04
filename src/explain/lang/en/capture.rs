//! The capture, in English.

use super::{STYLE, count, count_packets};
use crate::explain::claim::capture::{CaptureClaim, InterfaceCounts, PassedBlock};
use crate::explain::lang::link_type_name;

/// A claim as a teacher would say it.
pub fn sentence(claim: &CaptureClaim) -> String {
    match claim {
        CaptureClaim::Comment { interface: None, text } => format!("A comment in the file: “{text}”."),
        CaptureClaim::Comment { interface: Some(interface), text } => format!("A comment in the file on interface {interface}: “{text}”."),
        CaptureClaim::MoreComments { more } => format!("{} more in the file: labcap keeps 100.", count(*more, "comment", "comments")),
        CaptureClaim::Names { names, more } => format!(
            "The file gives names to {}; sentences use them, except for addresses that --name names.{}",
            count(*names, "address", "addresses"),
            if *more == 0 { String::new() } else { format!(" {} not kept.", count(*more, "more name was", "more names were")) }
        ),
        CaptureClaim::Statistics(counts) => interface_counts(counts),
        CaptureClaim::BlocksPassed { kind, blocks } => format!(
            "The file also has {}; labcap doesn't read what is in them.",
            match kind {
                PassedBlock::Journal => count(*blocks, "entry of systemd's journal", "entries of systemd's journal"),
                PassedBlock::Secrets => count(*blocks, "block of keys for decryption", "blocks of keys for decryption"),
                PassedBlock::Custom => count(*blocks, "custom block", "custom blocks"),
                PassedBlock::Unknown => count(*blocks, "block of an unknown type", "blocks of unknown types"),
            }
        ),
        CaptureClaim::HiddenByFilter { hidden } => format!(
            "Your selection hides {} of this capture; conversations are still followed through all packets.",
            count_packets(*hidden)
        ),
        CaptureClaim::TruncatedFile { file, offset, packets, is_cut } => format!(
            "{} {} at byte {offset}, after {}: {}.",
            file.as_ref().map_or("The file".to_owned(), |file| format!("The file {file}")),
            if *is_cut { "ends in the middle of a record" } else { "is damaged" },
            count_packets(*packets),
            if file.is_some() { "the rest of it is missing" } else { "this report covers what came before" }
        ),
        CaptureClaim::CutBySnaplen { packets } => {
            format!("The capture kept only the beginning of {} (snapshot length); what came after that isn't known.", count_packets(*packets))
        }
        CaptureClaim::LinkTypeNotDecoded { link_type, packets } => format!(
            "Link type {} isn't decoded by labcap: {} of this capture.",
            link_type_name(*link_type),
            count_packets(*packets)
        ),
        CaptureClaim::ChecksumOffload { packets, first } => format!(
            "Checksums left unfinished: {} (#{first}{}). A sending system leaves the sum to its network card, and these were captured before it was computed (virtual cards, as containers have, may never do it); a receiving system may leave it so where it joins segments. They aren't damaged (inferred: the field holds the sum of addresses, protocol and length alone).",
            count_packets(*packets),
            if *packets == 1 { "" } else { " is the first" }
        ),
        CaptureClaim::Duplicates { packets, first } => format!(
            "Captured more than once: {} (#{first}{}), as happens where a packet passes several interfaces or a mirror port (inferred from the IP identification, or from the same bytes on another interface). They aren't retransmissions.",
            count_packets(*packets),
            if *packets == 1 { "" } else { " is the first" }
        ),
        CaptureClaim::AlreadyRunning { conversations, first } => format!(
            "Running before the capture began: {} (#{first} is the first packet seen{}). {}, so who opened it and how large the windows are is guessed (inferred; packets that belong to no connection look alike, and so does a capture filter that left the SYNs out).",
            if *conversations == 1 { "1 TCP conversation".to_owned() } else { format!("{conversations} TCP conversations") },
            if *conversations == 1 { "" } else { " of them" },
            if *conversations == 1 { "Its handshake isn't in the capture" } else { "The handshake of each isn't in the capture" }
        ),
        CaptureClaim::FlowsEvicted { flows } => {
            format!("{} had to leave memory before the end; a later packet of such a conversation starts a new one.", count(*flows, "conversation", "conversations"))
        }
        CaptureClaim::FragmentsGivenUp { datagrams } => format!(
            "{} couldn't be put together from fragments: a fragment came more than 30 s after the first, or there were more fragments than labcap keeps.",
            if *datagrams == 1 { "1 datagram".to_owned() } else { format!("{datagrams} datagrams") }
        ),
        CaptureClaim::TimeBackwards { packets, first } => format!(
            "Time runs backwards at {} (#{first}{}): stamps of several processors, a clock that was set, or a part of the file with times of its own.",
            count_packets(*packets),
            if *packets == 1 { "" } else { " is the first" }
        ),
        CaptureClaim::Dropped { by_kernel, by_labcap: 0 } => format!(
            "Missing: {}, which the kernel dropped because its buffer was full. A gap or a repeat that they leave in a conversation is the capture's, not the network's.",
            count_packets(*by_kernel)
        ),
        CaptureClaim::Dropped { by_kernel: 0, by_labcap } => format!(
            "Not explained: {}, because packets came faster than labcap could explain them; the file has all of them. A gap or a repeat that this leaves in a conversation here is labcap's, not the network's.",
            count_packets(*by_labcap)
        ),
        CaptureClaim::Dropped { by_kernel, by_labcap } => format!(
            "Missing: {}, which the kernel dropped because its buffer was full. Not explained: {}, because packets came faster than labcap could explain them; the file has all of them. A gap or a repeat that this leaves in a conversation here isn't the network's.",
            count_packets(*by_kernel),
            count_packets(*by_labcap)
        ),
        CaptureClaim::OwnConnection { packets } => format!(
            "Left out: {} of the SSH connection that this terminal runs over (--with-ssh takes them in).",
            count_packets(*packets)
        ),
        CaptureClaim::OneWayTimesUnseen => "How long a packet was on its way in one direction: one clock sees only there and back. Captures at both ends narrow it down (labcap compare).".to_owned(),
        CaptureClaim::LossesUnseen => "What was lost elsewhere: a gap or a repeat here may come from a loss, but also from a late packet or ACK. Whether something was lost, and where, a capture at the other end tells (labcap compare).".to_owned(),
        CaptureClaim::ProgramsUnseen => {
            "How often, when and with what size the programs called recv(), and what they printed: a capture shows what kernels sent, not what programs did with it.".to_owned()
        }
    }
}

fn interface_counts(InterfaceCounts { interface, received, dropped, dropped_by_system }: &InterfaceCounts) -> String {
    let received = received.map(count_packets);
    let (Some(_), lost) = (dropped.or(*dropped_by_system), dropped.unwrap_or(0).saturating_add(dropped_by_system.unwrap_or(0))) else {
        return format!("By the file's own count, interface {interface} received {}.", received.unwrap_or_default());
    };
    let total = received.map_or_else(String::new, |packets| format!(", which received {packets}"));
    if lost == 0 {
        return format!("By the file's own count, the capture lost no packet at interface {interface}{total}.");
    }
    let by = [(*dropped, "interface"), (*dropped_by_system, "operating system")];
    let by: Vec<String> = by.into_iter().filter_map(|(packets, who)| Some(format!("the {who} dropped {}", packets?))).collect();
    format!(
        "By the file's own count, the capture lost {} at interface {interface}{total}: {}. A gap that they leave in a conversation is the capture's, not the network's.",
        count_packets(lost),
        STYLE.list(&by)
    )
}
