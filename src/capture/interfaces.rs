//! The interfaces that a capture describes, kept for the report within a bounded memory.

use crate::frame::LinkType;

/// Interfaces that are kept with their texts; later ones are only counted.
const KEPT: usize = 1 << 16;

/// Bytes that the texts of all kept interfaces may have together; texts over it are left out.
const TEXT_BUDGET: usize = 2 << 20;

/// One interface as the capture describes it. Texts are as captured, so not safe to show unescaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    /// if_name: `eth0`. None for pcap.
    pub name: Option<Box<str>>,
    /// if_description.
    pub description: Option<Box<str>>,
    /// if_filter, where it is an expression and not a program.
    pub filter: Option<Box<str>>,
    /// How the first header of its packets is laid out.
    pub link_type: LinkType,
    /// The most bytes of a packet that were to be captured; 0 is no limit.
    pub snaplen: u32,
    /// Decimals of a second that its clock has, as [`crate::frame::Frame::decimals`].
    pub decimals: u8,
}

/// All interfaces of an input, over all its sections.
#[derive(Default)]
pub(super) struct Interfaces {
    pub(super) kept: Vec<Interface>,
    /// All of them, kept or not.
    pub(super) count: u32,
    text: usize,
    /// Nothing more is kept.
    is_full: bool,
}

impl Interfaces {
    /// Takes the next interface in; gives its number over all sections, from 0.
    pub(super) fn push(&mut self, mut interface: Interface) -> u32 {
        let number = self.count;
        self.count = self.count.saturating_add(1);
        if self.is_full || self.kept.len() >= KEPT {
            return number;
        }
        for text in [&mut interface.name, &mut interface.description, &mut interface.filter] {
            let length = text.as_ref().map_or(0, |text| text.len());
            if self.text.saturating_add(length) > TEXT_BUDGET {
                *text = None;
            } else {
                self.text = self.text.saturating_add(length);
            }
        }
        self.kept.push(interface);
        number
    }

    /// Counts interfaces that aren't kept. None is kept after them: the numbers of those that are have no gap.
    pub(super) fn pass(&mut self, count: u32) {
        if count > 0 {
            self.count = self.count.saturating_add(count);
            self.is_full = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floods_of_interfaces_are_counted_and_not_kept() {
        let mut interfaces = Interfaces::default();
        for number in 0..70_000 {
            let interface = Interface {
                name: Some("x".repeat(1000).into()),
                description: None,
                filter: None,
                link_type: LinkType::ETHERNET,
                snaplen: 0,
                decimals: 6,
            };
            assert_eq!(interfaces.push(interface), number);
        }
        assert_eq!(interfaces.count, 70_000);
        assert_eq!(interfaces.kept.len(), KEPT);
        assert!(interfaces.text <= TEXT_BUDGET);
    }
}
