//! DHCP, in Indonesian.

use crate::explain::claim::dhcp::{DhcpMessage, Step, Wish};
use crate::explain::names::Names;

/// What a DHCP message says.
pub fn sentence(message: &DhcpMessage, names: &Names) -> String {
    let client = match (message.client, &message.name) {
        (Some(hardware), Some(name)) => format!("{hardware} (“{name}”)"),
        (Some(hardware), None) => hardware.to_string(),
        (None, Some(name)) => format!("“{name}”"),
        (None, None) => "Sebuah client".to_owned(),
    };
    let server = message.server.map_or_else(|| "sebuah server".to_owned(), |server| names.of(server));
    let speaker = message.server.map_or_else(|| "Sebuah server".to_owned(), |server| names.of(server));
    let address = message.address.map_or_else(|| "sebuah alamat".to_owned(), |address| format!("alamat {address}"));
    let answers = message.answers.map_or_else(String::new, |frame| format!(" sebagai jawaban atas #{frame}"));
    match message.step {
        Step::Discover => format!(
            "{client} belum punya alamat dan memintanya kepada semua server DHCP di jaringan ini{} (langkah pertama dari empat langkah DHCP).",
            message.address.map_or_else(String::new, |address| format!(", kalau bisa {address}"))
        ),
        Step::Offer => {
            format!(
                "{speaker} menawarkan {address} kepada {client}{answers}{}. Alamat itu belum menjadi milik client (langkah kedua).",
                terms(message)
            )
        }
        Step::Request(Wish::Offered) => format!(
            "{client} meminta {address} yang ditawarkan {server}. Semua mendengarnya, jadi server lain tahu bahwa tawarannya tidak diambil (langkah ketiga)."
        ),
        Step::Request(Wish::Again) => format!("{client} pernah memakai {address} dan bertanya apakah boleh memakainya lagi."),
        Step::Request(Wish::Longer) => format!("{client} sedang memakai {address} dan meminta perpanjangan waktunya."),
        Step::Decline => format!("{client} tidak jadi memakai {address}: ternyata mesin lain sudah memakainya."),
        Step::Acknowledge => format!("{speaker} memberikan {address} kepada {client}{answers}{}.", terms(message)),
        Step::Settings => {
            format!("{speaker} memberitahukan pengaturan lainnya kepada {client}, yang sudah punya alamat{answers}{}.", terms(message))
        }
        Step::Refuse => format!("{speaker} menolak alamat yang diminta {client}{answers}: client harus mulai dari awal."),
        Step::Release => format!("{client} mengembalikan {address} kepada {server}. Tidak ada jawaban sesudahnya."),
        Step::Inform => format!("{client} sudah punya {address} dan hanya meminta pengaturan lainnya, misalnya name server."),
        Step::Other(kind) => format!("Pesan DHCP bertipe {kind}, yang tidak dijelaskan oleh labcap."),
        Step::BootRequest => format!("{client} meminta alamatnya lewat BOOTP, pendahulu DHCP."),
        Step::BootReply => format!("{speaker} menjawab {client} lewat BOOTP dengan {address}{answers}."),
    }
}

/// For how long, and what else the server tells.
fn terms(message: &DhcpMessage) -> String {
    let mut terms = String::new();
    if let Some(seconds) = message.lease {
        terms += &match seconds {
            u32::MAX => " untuk selamanya".to_owned(),
            _ => format!(" selama {}", duration(seconds)),
        };
    }
    if let Some(router) = message.router {
        terms += &format!(", router {router}");
    }
    if let Some(resolver) = message.resolver {
        terms += &format!(", name server {resolver}");
    }
    terms
}

/// In the largest unit that fits without a remainder.
fn duration(seconds: u32) -> String {
    let (number, unit) = match seconds {
        0 => (0, "detik"),
        _ if seconds.is_multiple_of(86_400) => (seconds / 86_400, "hari"),
        _ if seconds.is_multiple_of(3_600) => (seconds / 3_600, "jam"),
        _ if seconds.is_multiple_of(60) => (seconds / 60, "menit"),
        _ => (seconds, "detik"),
    };
    format!("{number} {unit}")
}
