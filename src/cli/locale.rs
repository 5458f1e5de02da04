//! The language of sentences: what `--lang` says, else what the environment says, else English.

use std::env;

use labcap::explain::Lang;

/// The language of the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set.
pub fn language() -> Lang {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok()).find(|value| !value.is_empty());
    from_locale(&named.unwrap_or_default())
}

/// `id`, `id_ID.UTF-8` and `id@x` are Indonesian; everything else is English.
fn from_locale(locale: &str) -> Lang {
    let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    if language.eq_ignore_ascii_case("id") { Lang::Id } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales() {
        for locale in ["id", "id_ID", "id_ID.UTF-8", "ID_id", "id.UTF-8", "id@x"] {
            assert_eq!(from_locale(locale), Lang::Id, "{locale}");
        }
        for locale in ["", "C", "en_US.UTF-8", "idx", "POSIX", "in_ID"] {
            assert_eq!(from_locale(locale), Lang::En, "{locale}");
        }
    }
}
