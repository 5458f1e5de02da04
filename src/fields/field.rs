//! What is known of a field before any packet is read: its name, its type and how it is written.

/// A field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Wireshark's name: `ip.src`.
    pub name: &'static str,
    /// Wireshark's title: `Source Address`.
    pub title: &'static str,
    /// Its type.
    pub kind: Kind,
    /// How a number is written.
    pub base: Base,
    /// The bits of its bytes that are the field's; 0 where all are.
    pub mask: u64,
    /// The names of its values.
    pub names: &'static [(u64, &'static str)],
    /// What true and false are called in the details pane.
    pub states: (&'static str, &'static str),
    /// The bits that the details pane shows a boolean among, where those aren't the bits of its bytes; 0 elsewhere.
    pub among: u8,
    /// What stands for no bytes.
    pub nothing: &'static str,
}

/// The type of a field (Wireshark's `FT_…`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A protocol: there or not there; its bytes can be searched.
    Protocol,
    /// There or not there.
    Nothing,
    /// True or false.
    Boolean,
    /// A character.
    Character,
    /// A number of so many bits.
    Unsigned(u8),
    /// A number with a sign, of so many bits.
    Signed(u8),
    /// A number with a fraction.
    Double,
    /// The number of a packet.
    FrameNumber,
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address.
    Ipv6,
    /// A MAC address.
    Ethernet,
    /// An EUI-64 identifier.
    Eui64,
    /// Bytes.
    Bytes,
    /// Text.
    Text,
    /// A point in time.
    Time,
    /// A span of time.
    Span,
}

impl Kind {
    /// In words, as the list of fields shows it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Protocol => "protocol",
            Self::Nothing => "label",
            Self::Boolean => "boolean",
            Self::Character => "character",
            Self::Unsigned(..=8) => "unsigned, 8 bits",
            Self::Unsigned(9..=16) => "unsigned, 16 bits",
            Self::Unsigned(17..=24) => "unsigned, 24 bits",
            Self::Unsigned(25..=32) => "unsigned, 32 bits",
            Self::Unsigned(33..) => "unsigned, 64 bits",
            Self::Signed(..=8) => "signed, 8 bits",
            Self::Signed(9..=16) => "signed, 16 bits",
            Self::Signed(17..=32) => "signed, 32 bits",
            Self::Signed(33..) => "signed, 64 bits",
            Self::Double => "number, fraction",
            Self::FrameNumber => "frame number",
            Self::Ipv4 => "IPv4 address",
            Self::Ipv6 => "IPv6 address",
            Self::Ethernet => "MAC address",
            Self::Eui64 => "EUI-64",
            Self::Bytes => "bytes",
            Self::Text => "text",
            Self::Time => "time",
            Self::Span => "time span",
        }
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// `24`.
    Decimal,
    /// `0x0018`.
    Hex,
    /// `24 (0x0018)`; alone as decimal.
    DecimalHex,
    /// `0x0018 (24)`; alone as hexadecimal.
    HexDecimal,
    /// `0o30`.
    Octal,
    /// In the details pane by its name alone; alone as decimal.
    Name,
}

impl Field {
    const fn new(name: &'static str, title: &'static str, kind: Kind) -> Self {
        Self { name, title, kind, base: Base::Decimal, mask: 0, names: &[], states: ("True", "False"), among: 0, nothing: "<MISSING>" }
    }

    /// A protocol.
    pub const fn protocol(name: &'static str, title: &'static str) -> Self {
        Self::new(name, title, Kind::Protocol)
    }

    /// There or not there.
    pub const fn nothing(name: &'static str, title: &'static str) -> Self {
        Self::new(name, title, Kind::Nothing)
    }

    /// A number of so many bits, written in decimal.
    pub const fn unsigned(name: &'static str, title: &'static str, bits: u8) -> Self {
        Self::new(name, title, Kind::Unsigned(bits))
    }

    /// A number with a sign.
    pub const fn signed(name: &'static str, title: &'static str, bits: u8) -> Self {
        Self::new(name, title, Kind::Signed(bits))
    }

    /// True or false.
    pub const fn boolean(name: &'static str, title: &'static str) -> Self {
        Self::new(name, title, Kind::Boolean)
    }

    /// A bit that is `Set` or `Not set`.
    pub const fn flag(name: &'static str, title: &'static str, mask: u64) -> Self {
        Self::boolean(name, title).mask(mask).states("Set", "Not set")
    }

    /// A field of another type.
    pub const fn of(kind: Kind, name: &'static str, title: &'static str) -> Self {
        Self::new(name, title, kind)
    }

    /// Written otherwise than in decimal.
    pub const fn base(self, base: Base) -> Self {
        Self { base, ..self }
    }

    /// Written in hexadecimal.
    pub const fn hex(self) -> Self {
        self.base(Base::Hex)
    }

    /// The bits that are the field's.
    pub const fn mask(self, mask: u64) -> Self {
        Self { mask, ..self }
    }

    /// The names of its values.
    pub const fn names(self, names: &'static [(u64, &'static str)]) -> Self {
        Self { names, ..self }
    }

    /// What true and false are called.
    pub const fn states(self, set: &'static str, clear: &'static str) -> Self {
        Self { states: (set, clear), ..self }
    }

    /// The details pane shows it among so many bits.
    pub const fn among(self, bits: u8) -> Self {
        Self { among: bits, ..self }
    }

    /// It may well have no bytes, and says so.
    pub const fn or_none(self) -> Self {
        Self { nothing: "<none>", ..self }
    }

    /// The name of one of its values.
    pub fn name_of(&self, value: u64) -> Option<&'static str> {
        self.names.iter().find(|(number, _)| *number == value).map(|(_, name)| *name)
    }

    /// Hexadecimal digits of one of its values.
    pub const fn hex_digits(&self) -> usize {
        match self.kind {
            Kind::Unsigned(bits) | Kind::Signed(bits) => match bits {
                ..=8 => 2,
                9..=16 => 4,
                17..=24 => 6,
                25..=32 => 8,
                33..=40 => 10,
                41..=48 => 12,
                49..=56 => 14,
                57.. => 16,
            },
            _ => 2,
        }
    }
}
