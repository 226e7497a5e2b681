//! Folding of Vietnamese text, for search.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents: `Đặng Thị Ngọc Ánh` becomes `dang thi ngoc anh`.
///
/// Composed and decomposed text, in any case, fold to the same string. Everything that is not a letter stays.
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn vietnamese_letters() {
        let check = |text: &str, expect: &str| assert_eq!(fold(text), expect, "{text}");
        check("Đặng Thị Ngọc Ánh", "dang thi ngoc anh");
        check("NGUYỄN VĂN Ý", "nguyen van y");
        check("ăâđêôơưĂÂĐÊÔƠƯ", "aadeoouaadeoou");
        check("ằẳẵắặầẩẫấậềểễếệồổỗốộờởỡớợừửữứự", "aaaaaaaaaaeeeeeoooooooooouuuuu");
        check("Ð", "ð"); // the Icelandic letter is another one, though it looks the same
        check("Krông Pắc, số 12/3", "krong pac, so 12/3");
        check("", "");
    }

    proptest! {
        #[test]
        fn form_and_case_do_not_matter(text in "[a-zA-ZàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĐ ]{0,40}") {
            let composed: String = text.nfc().collect();
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&composed), fold(&decomposed));
            prop_assert_eq!(fold(&composed), fold(&composed.to_uppercase()));
            prop_assert!(fold(&text).is_ascii());
        }
    }
}
