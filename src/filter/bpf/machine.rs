//! Runs compiled BPF programs: the classic virtual machine, as libpcap's `bpf_filter.c` defines it.
//!
//! Promises: no program and no packet makes it panic or loop; a load from beyond the captured bytes ends the program
//! with no match. Source: McCanne and Jacobson, "The BSD Packet Filter", and `bpf_filter.c`.

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::arithmetic_side_effects)]

/// The most instructions that one packet may cost. Programs only jump forwards, but for `protochain`, which walks a packet's
/// headers.
const STEPS: usize = 1 << 17;

/// A program in libpcap's instructions. The empty one accepts nothing.
#[derive(Debug, Default)]
pub(super) struct Program {
    instructions: Vec<Instruction>,
}

#[derive(Clone, Copy, Debug)]
struct Instruction {
    code: u16,
    /// Instructions to pass over where a test holds.
    jump_true: u8,
    /// Instructions to pass over where it doesn't.
    jump_false: u8,
    operand: u32,
}

/// The registers: accumulator, index and scratch memory.
#[derive(Default)]
struct Machine {
    a: u32,
    x: u32,
    memory: [u32; 16],
}

/// What an instruction leads to.
enum Step {
    Next,
    Skip(u32),
    Return(u32),
}

impl Program {
    /// Takes instructions over from the binding. It shows their fields in its Display only: code, both jumps, operand.
    pub(super) fn of<I: ToString>(instructions: &[I]) -> Option<Self> {
        let instructions = instructions.iter().map(|instruction| {
            let text = instruction.to_string();
            let mut fields = text.split_whitespace();
            Some(Instruction {
                code: fields.next()?.parse().ok()?,
                jump_true: fields.next()?.parse().ok()?,
                jump_false: fields.next()?.parse().ok()?,
                operand: fields.next()?.parse().ok()?,
            })
        });
        let instructions = instructions.collect::<Option<Vec<_>>>()?;
        Some(Self { instructions })
    }

    /// Whether there is nothing that it could accept.
    pub(super) fn is_empty(&self) -> bool {
        self.instructions.is_empty()
    }

    /// Whether the program accepts a packet of `wire_length` bytes of which `bytes` were captured.
    pub(super) fn accepts(&self, wire_length: u32, bytes: &[u8]) -> bool {
        let mut machine = Machine::default();
        let mut at = 0_usize;
        for _ in 0..STEPS {
            let Some(&instruction) = self.instructions.get(at) else {
                return false;
            };
            at = at.wrapping_add(1);
            match machine.run(instruction, wire_length, bytes) {
                Some(Step::Next) => {}
                // Backward jumps are negative numbers of 32 bits.
                Some(Step::Skip(count)) => {
                    at = at.wrapping_add_signed(count.cast_signed() as isize);
                }
                Some(Step::Return(length)) => return length != 0,
                None => return false,
            }
        }
        false
    }
}

impl Machine {
    /// None ends the program with no match: a load from beyond the captured bytes, a division by 0, no such instruction.
    fn run(&mut self, instruction: Instruction, wire_length: u32, bytes: &[u8]) -> Option<Step> {
        let Instruction { code, operand, .. } = instruction;
        match code & 0x07 {
            // LD
            0 => {
                self.a = match code & 0xe0 {
                    0x00 => operand,
                    0x20 => load(bytes, operand, code)?,
                    0x40 => load(bytes, self.x.checked_add(operand)?, code)?,
                    0x60 => *self.memory.get(operand as usize)?,
                    0x80 => wire_length,
                    _ => return None,
                }
            }
            // LDX
            1 => {
                self.x = match code & 0xe0 {
                    0x00 => operand,
                    0x60 => *self.memory.get(operand as usize)?,
                    0x80 => wire_length,
                    // The length of an IPv4 header: 4 times the low half of its first byte.
                    0xa0 => (load(bytes, operand, 0x10)? & 0x0f).wrapping_mul(4),
                    _ => return None,
                }
            }
            // ST, STX
            2 => *self.memory.get_mut(operand as usize)? = self.a,
            3 => *self.memory.get_mut(operand as usize)? = self.x,
            // ALU
            4 => self.a = self.calculate(code, operand)?,
            // JMP
            5 => return self.jump(instruction),
            // RET
            6 => {
                let from_a = code & 0x18 == 0x10;
                return Some(Step::Return(if from_a { self.a } else { operand }));
            }
            // MISC: TAX, TXA
            _ if code & 0xf8 == 0 => self.x = self.a,
            _ => self.a = self.x,
        }
        Some(Step::Next)
    }

    fn calculate(&self, code: u16, operand: u32) -> Option<u32> {
        let a = self.a;
        let b = self.source(code, operand);
        Some(match code & 0xf0 {
            0x00 => a.wrapping_add(b),
            0x10 => a.wrapping_sub(b),
            0x20 => a.wrapping_mul(b),
            0x30 => a.checked_div(b)?,
            0x40 => a | b,
            0x50 => a & b,
            // Shifts by 32 or more leave nothing.
            0x60 => a.checked_shl(b).unwrap_or(0),
            0x70 => a.checked_shr(b).unwrap_or(0),
            0x80 => a.wrapping_neg(),
            0x90 => a.checked_rem(b)?,
            0xa0 => a ^ b,
            _ => return None,
        })
    }

    fn jump(&self, instruction: Instruction) -> Option<Step> {
        let Instruction { code, operand, .. } = instruction;
        let other = self.source(code, operand);
        let holds = match code & 0xf0 {
            0x00 => return Some(Step::Skip(operand)),
            0x10 => self.a == other,
            0x20 => self.a > other,
            0x30 => self.a >= other,
            0x40 => self.a & other != 0,
            _ => return None,
        };
        let skip = if holds { instruction.jump_true } else { instruction.jump_false };
        Some(Step::Skip(u32::from(skip)))
    }

    fn source(&self, code: u16, operand: u32) -> u32 {
        if code & 0x08 == 0 { operand } else { self.x }
    }
}

/// Loads are in network byte order.
fn load(bytes: &[u8], at: u32, code: u16) -> Option<u32> {
    let bytes = bytes.get(at as usize..)?;
    match code & 0x18 {
        0x00 => bytes.first_chunk().map(|field| u32::from_be_bytes(*field)),
        0x08 => {
            let field = bytes.first_chunk()?;
            Some(u32::from(u16::from_be_bytes(*field)))
        }
        0x10 => bytes.first().map(|&byte| u32::from(byte)),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn accepts(program: &[&str], wire_length: u32, bytes: &[u8]) -> bool {
        Program::of(program).unwrap().accepts(wire_length, bytes)
    }

    #[test]
    fn loads_beyond_the_captured_bytes_end_without_a_match() {
        // ldh [12]; jeq #0x800; ret #1; ret #0 — but a jump past the load would accept.
        let program = ["40 0 0 12", "21 0 1 2048", "6 0 0 1", "6 0 0 0"];
        assert!(accepts(&["40 0 0 0", "21 0 1 2048", "6 0 0 1", "6 0 0 0"], 2, &[8, 0]));
        assert!(!accepts(&program, 2, &[8, 0]));
        assert!(!accepts(&["32 0 0 4294967295", "6 0 0 1"], 9, &[0; 9]));
    }

    #[test]
    fn the_wire_length_is_the_length() {
        // ld #len; jgt #99; ret #1; ret #0
        let program = ["128 0 0 0", "37 0 1 99", "6 0 0 1", "6 0 0 0"];
        assert!(accepts(&program, 100, &[0; 4]));
        assert!(!accepts(&program, 99, &[0; 4]));
    }

    #[test]
    fn broken_programs_end() {
        let hostile: [&[&str]; 6] =
            [&[], &["5 0 0 4294967295"], &["5 0 0 7", "6 0 0 1"], &["52 0 0 0", "6 0 0 1"], &["2 0 0 16", "6 0 0 1"], &["255 0 0 0"]];
        for program in hostile {
            assert!(!accepts(program, 0, &[]), "{program:?}");
        }
    }
}
