//! The table of personas.

use super::looks::{foreigner, grandparent_and_child, guardian_and_child, several_sims, twins, wrong_sim};
use super::pairs::{same_name_and_birthday, siblings_of_one_birthday};
use super::{Persona, Wanted};

const fn persona(
    id: &'static str,
    [title_en, title_vi]: [&'static str; 2],
    [why_en, why_vi]: [&'static str; 2],
    query: &'static str,
) -> Persona {
    Persona { id, title_en, title_vi, why_en, why_vi, search: Wanted::Query(query) }
}

#[rustfmt::skip]
pub(super) const PERSONAS: &[Persona] = &[
    // To log in with.
    persona("everyday-man", ["A man with an ordinary account", "Người đàn ông có tài khoản thông thường"],
        ["The plain case: everything is in order, and he has a family to ask about", "Trường hợp thông thường: mọi thứ đầy đủ, có gia đình để tra cứu"],
        "man, 30-49, married, 2+ children, level 2, not locked, card valid"),
    persona("everyday-woman", ["A woman with an ordinary account", "Người phụ nữ có tài khoản thông thường"],
        ["The plain case, with another surname than her husband and children have", "Trường hợp thông thường, họ khác với chồng và con"],
        "woman, 25-44, married, level 2, not locked, card valid"),
    persona("student", ["A young woman of age", "Cô gái vừa trưởng thành"],
        ["Of age, single, most of her life still with her parents", "Đã thành niên, độc thân, thường còn ở với cha mẹ"],
        "woman, 18-22, single, level 2, not locked"),
    persona("level-1", ["Level-1 account", "Tài khoản mức 1"],
        ["Services that demand level 2 must refuse this login and say why", "Dịch vụ yêu cầu mức 2 phải từ chối và nêu lý do"],
        "14-17, level 1, not locked, card valid"),
    persona("level-fallen", ["Level 2 fallen to level 1", "Tài khoản mức 2 tụt xuống mức 1"],
        ["The card has run out, and the account counts as level 1 until it is renewed", "Thẻ hết hạn nên tài khoản chỉ còn giá trị mức 1 đến khi cấp đổi"],
        "18-61, card expired, level 1"),
    persona("locked", ["Locked account", "Tài khoản bị khoá"],
        ["A login must fail with the reason, and nothing else may be told", "Đăng nhập phải bị từ chối kèm lý do, không tiết lộ gì thêm"],
        "14-70, locked"),
    persona("no-account", ["Adult without an account", "Người lớn chưa có tài khoản"],
        ["Needs a counter or a helper: the path that a portal forgets", "Cần đến quầy hoặc người hỗ trợ: đường đi mà cổng dịch vụ hay quên"],
        "25-60, no account"),
    persona("child-account", ["Child with a level-2 account", "Trẻ em có tài khoản mức 2"],
        ["Under 14 the account is used under a guardian", "Dưới 14 tuổi, tài khoản do người giám hộ sử dụng"],
        "6-13, level 2"),
    persona("teenager", ["Teenager with a level-2 account", "Thiếu niên có tài khoản mức 2"],
        ["May log in, may not consent alone to everything", "Được đăng nhập nhưng chưa được tự đồng ý mọi việc"],
        "14-17, level 2, not locked"),
    // Ages that turn.
    persona("turns-6-tomorrow", ["Turns 6 tomorrow", "Ngày mai tròn 6 tuổi"],
        ["From 6 an account of level 2 may be had", "Từ 6 tuổi được có tài khoản mức 2"], "turns 6 tomorrow"),
    persona("turns-14-tomorrow", ["Turns 14 tomorrow", "Ngày mai tròn 14 tuổi"],
        ["From 14 a card is due, and consent is the child's own as well", "Từ 14 tuổi phải có thẻ và được tự mình đồng ý"], "turns 14 tomorrow"),
    persona("turns-18-tomorrow", ["Turns 18 tomorrow", "Ngày mai tròn 18 tuổi"],
        ["Of age overnight: guardianship ends", "Thành niên sau một đêm: hết giám hộ"], "turns 18 tomorrow"),
    persona("turns-25-tomorrow", ["Turns 25 tomorrow", "Ngày mai tròn 25 tuổi"],
        ["The first card runs out at 25", "Thẻ đầu tiên hết hạn ở tuổi 25"], "turns 25 tomorrow"),
    persona("turns-60-tomorrow", ["Turns 60 tomorrow", "Ngày mai tròn 60 tuổi"],
        ["Elderly in law, and a card from now on is for life", "Thành người cao tuổi, thẻ cấp từ nay không thời hạn"], "turns 60 tomorrow"),
    persona("newborn", ["Newborn", "Trẻ sơ sinh"],
        ["Registered days ago: no card, no account, parents to ask for it", "Mới khai sinh: chưa thẻ, chưa tài khoản, cha mẹ làm thay"], "newborn"),
    persona("centenarian", ["A hundred years old or more", "Thọ từ trăm tuổi"],
        ["The century digit of the number and every age field are put to the test", "Thử chữ số thế kỷ trong số định danh và mọi ô tuổi"], "100+"),
    // Birthdays.
    persona("born-29-february", ["Born on 29 February", "Sinh ngày 29 tháng 2"],
        ["Has a birthday on 1 March of common years", "Năm thường thì tròn tuổi vào ngày 1 tháng 3"], "18-70, birthday 29 February"),
    persona("born-1-january", ["Born on 1 January", "Sinh ngày 1 tháng 1"],
        ["Old files write 1 January where only the year was known", "Hồ sơ cũ ghi ngày 1 tháng 1 khi chỉ biết năm sinh"], "30-60, birthday 1 January"),
    persona("unknown-birthday", ["Only the year of birth is known", "Chỉ biết năm sinh"],
        ["The date of birth is four digits: parsers that demand a day break", "Ngày sinh chỉ có bốn chữ số: chương trình đòi đủ ngày tháng sẽ hỏng"], "birthday unknown"),
    persona("birthday-today", ["Birthday today", "Sinh nhật hôm nay"],
        ["Ages counted a day too early or too late show here", "Lộ ra chỗ tính tuổi sớm hoặc muộn một ngày"], "30-60, birthday today"),
    // Papers.
    persona("card-expired", ["Card expired", "Thẻ hết hạn"],
        ["A login at level 2 and any service that asks for a valid card must refuse", "Đăng nhập mức 2 và dịch vụ cần thẻ còn hạn phải từ chối"], "18-61, card expired"),
    persona("card-expires-next-month", ["Card expires next month", "Thẻ hết hạn tháng sau"],
        ["A reminder is due; after a month of virtual time the account falls", "Cần nhắc cấp đổi; thêm một tháng giả lập thì tài khoản tụt mức"], "18-60, card expires next month"),
    persona("no-card-at-14", ["Fourteen and no card yet", "Đủ 14 tuổi mà chưa có thẻ"],
        ["Obliged to have a card, and without one for some weeks", "Phải có thẻ nhưng còn vài tuần chưa làm"], "14-15, no card"),
    persona("card-under-6", ["Card under the age of six", "Có thẻ khi chưa đủ sáu tuổi"],
        ["Cards of small children bear no fingerprints or face", "Thẻ trẻ nhỏ không có vân tay, ảnh khuôn mặt"], "under 6, card valid"),
    persona("card-for-life", ["Card for life", "Thẻ không thời hạn"],
        ["No day of expiry: forms that demand one break", "Không có ngày hết hạn: biểu mẫu bắt buộc ô này sẽ hỏng"], "60-80, card for life"),
    persona("old-number-only", ["9-digit paper to the end of life", "Chỉ có chứng minh nhân dân 9 số"],
        ["Died before the chip card came: found by the old number alone in old files", "Mất trước khi có thẻ gắn chip: hồ sơ cũ chỉ ghi số 9 chữ số"], "deceased, 9-digit card, old number"),
    persona("old-number-kept", ["Old 9-digit number still on file", "Còn số chứng minh nhân dân cũ"],
        ["Banks hold the old number: both must lead to one person", "Ngân hàng còn lưu số cũ: hai số phải ra cùng một người"], "35-60, old number, card valid"),
    persona("changed-phone", ["Changed mobile number", "Đã đổi số điện thoại"],
        ["The number on file elsewhere belongs to nobody or to another by now", "Số lưu ở nơi khác có thể đã thuộc người khác"], "20-60, changed phone"),
    persona("no-phone", ["No mobile number", "Không có số điện thoại"],
        ["One-time codes by message cannot reach this person", "Không nhận được mã xác thực qua tin nhắn"], "30-70, no phone"),
    // Death.
    persona("deceased-last-week", ["Died last week", "Mới mất tuần trước"],
        ["The account is locked at once; other systems learn of it by an event", "Tài khoản khoá ngay; hệ thống khác biết qua sự kiện"], "died within 7 days, 70-95"),
    persona("deceased-long-ago", ["Died long ago", "Mất đã lâu"],
        ["Never had a card or an account: only old files know this person", "Chưa từng có thẻ hay tài khoản: chỉ có trong hồ sơ cũ"], "died 1990..2005"),
    // Families.
    persona("newlywed", ["Married within three months", "Mới kết hôn trong ba tháng"],
        ["Marital status changes while other files still say single", "Tình trạng hôn nhân vừa đổi, nơi khác còn ghi độc thân"], "wed within 90 days"),
    persona("widow-two-minors", ["Widow with two minor children", "Goá phụ có hai con nhỏ"],
        ["Survivor's benefits, and sole consent for the children", "Trợ cấp tuất, và là người đồng ý duy nhất cho con"], "widow, 30-50, two minors"),
    persona("widower", ["Widower", "Ông goá vợ"],
        ["A man of age whose wife has died", "Người đàn ông cao tuổi đã mất vợ"], "widower, 65+"),
    persona("divorced-parent", ["Divorced with children", "Ly hôn có con"],
        ["Who may consent for the child is a question to both", "Ai được đồng ý thay con là câu hỏi cho cả hai"], "30-50, divorced, with minors"),
    persona("single-mother", ["Single mother", "Mẹ đơn thân"],
        ["The children bear her surname, and no father is on record", "Con mang họ mẹ, không ghi tên cha"], "woman, 22-45, single, with minors"),
    persona("no-known-father", ["No known father", "Không rõ cha"],
        ["A birth certificate with an empty field, which must not be an error", "Giấy khai sinh để trống phần cha, không được coi là lỗi"], "child, no father on record, mother alive"),
    persona("no-mother-on-record", ["No mother on record", "Không có mẹ trong sổ"],
        ["Born before the registers reach: fields of the family are empty", "Sinh trước thời có sổ: thông tin gia đình để trống"], "70+, no mother on record"),
    persona("orphan", ["Child without a living parent", "Trẻ mồ côi cả cha lẫn mẹ"],
        ["No parent consents: a natural guardian does, or one who was appointed", "Không có cha mẹ đồng ý: người giám hộ đương nhiên hoặc được cử thay"], "child, orphan"),
    persona("father-of-five", ["Father of five or more", "Cha của năm con trở lên"],
        ["Lists of children are longer than most forms", "Danh sách con dài hơn phần lớn biểu mẫu"], "man, father of at least 5"),
    persona("with-in-laws", ["Lives with her in-laws", "Sống với nhà chồng"],
        ["A daughter-in-law in the household: three generations and two surnames", "Con dâu trong hộ: ba thế hệ và hai họ"], "woman, 20-40, lives with in-laws"),
    persona("alone-at-80", ["Lives alone at eighty", "Sống một mình ở tuổi tám mươi"],
        ["Benefits are due, and nobody in the household can act for her or him", "Được trợ cấp mà trong hộ không ai làm thay"], "80+, lives alone"),
    persona("large-household", ["Household of seven or more", "Hộ bảy người trở lên"],
        ["A household that needs a second page", "Hộ phải ghi sang trang thứ hai"], "head of household, household of 7+"),
    Persona {
        id: "twins",
        title_en: "Twins",
        title_vi: "Cặp sinh đôi",
        why_en: "One mother, one day of birth, and names that look alike: only the number tells them apart",
        why_vi: "Cùng mẹ, cùng ngày sinh, tên na ná nhau: chỉ số định danh phân biệt được",
        search: Wanted::Pair("people of the ages, whether a twin lives", twins),
    },
    persona("married-twice", ["Married a second time", "Kết hôn lần thứ hai"],
        ["A history with a divorce in it: forms that know one spouse per life break", "Lịch sử hôn nhân có ly hôn: biểu mẫu chỉ cho một người phối ngẫu sẽ hỏng"],
        "30-60, remarried, married"),
    Persona {
        id: "same-birthday-siblings",
        title_en: "Siblings of one birthday",
        title_vi: "Anh chị em cùng ngày sinh nhật",
        why_en: "Same parents, same day and month, another year: matching by day and month alone mixes them up",
        why_vi: "Cùng cha mẹ, cùng ngày tháng, khác năm: chỉ so ngày tháng là nhầm",
        search: Wanted::Pair("children of one mother, compared", siblings_of_one_birthday),
    },
    Persona {
        id: "guardian-and-child",
        title_en: "Orphan and the elder sibling who acts for it",
        title_vi: "Trẻ mồ côi và anh chị là người giám hộ",
        why_en: "Natural guardian by Civil Code 91/2015, article 52: no parent consents, and no court has appointed anybody",
        why_vi: "Giám hộ đương nhiên theo Điều 52 Bộ luật Dân sự 2015: không có cha mẹ đồng ý, cũng không cần Tòa án chỉ định",
        search: Wanted::Pair("children without living parents, and who represents them", guardian_and_child),
    },
    Persona {
        id: "grandparent-and-child",
        title_en: "Grandparent who acts for an orphan",
        title_vi: "Ông bà là người giám hộ của cháu mồ côi",
        why_en: "No sibling is of age, so the grandparents are next by Civil Code 91/2015, article 52: two generations apart",
        why_vi: "Không có anh chị thành niên nên ông bà giám hộ theo Điều 52 Bộ luật Dân sự 2015: cách nhau hai thế hệ",
        search: Wanted::Pair("children without living parents, and who represents them", grandparent_and_child),
    },
    // Names.
    Persona {
        id: "same-name-and-birthday",
        title_en: "Two people of one name and day of birth",
        title_vi: "Hai người trùng họ tên và ngày sinh",
        why_en: "Name and day of birth do not identify: a match must be refused as ambiguous",
        why_vi: "Họ tên và ngày sinh không đủ định danh: phải báo là chưa xác định được",
        search: Wanted::Pair("people born on one day, compared", same_name_and_birthday),
    },
    persona("changed-name", ["Changed the given name", "Đã đổi tên"],
        ["Old papers bear another name: a match must know both", "Giấy tờ cũ ghi tên khác: phải so cả hai tên"], "18-60, changed name"),
    persona("no-middle-name", ["One-word given name, no middle name", "Tên một chữ, không có tên đệm"],
        ["Forms that demand a middle name break", "Biểu mẫu bắt buộc tên đệm sẽ hỏng"], "18-60, no middle name, name of 2 words"),
    persona("four-word-name", ["Name of four words", "Họ tên bốn chữ"],
        ["Where does the surname end, and is there room on the card?", "Họ dừng ở đâu, thẻ có đủ chỗ không?"], "18-60, name of 4 words"),
    persona("minority-surname", ["Surname of a minority", "Họ của dân tộc thiểu số"],
        ["A surname that no list of common ones has", "Họ không có trong danh sách các họ phổ biến"], "18-60, ethnic Thái, surname Lò"),
    // Places.
    persona("province-renamed", ["Province renamed by the merger of 2025", "Đổi tỉnh do sáp nhập năm 2025"],
        ["Has not moved and lives in another province: addresses must be compared as of a date", "Không chuyển nhà mà đổi tỉnh: phải so địa chỉ theo ngày"], "18-60, province renamed"),
    persona("commune-divided", ["Commune divided in the merger", "Xã bị chia khi sáp nhập"],
        ["The old commune does not tell the new one: a table of codes is not enough", "Xã cũ không suy ra xã mới: bảng mã không đủ"], "18-60, commune divided"),
    persona("temporary-resident", ["Temporary resident elsewhere", "Tạm trú ở tỉnh khác"],
        ["Two addresses at once: which office is in charge?", "Hai địa chỉ cùng lúc: nơi nào giải quyết?"], "20-40, temporary resident, level 2"),
    // Other people's numbers, and other people.
    Persona {
        id: "wrong-sim",
        title_en: "Subscriber of a number that a stranger uses",
        title_vi: "Đứng tên thuê bao mà người lạ sử dụng",
        why_en: "Verifies as subscriber and never signed: whoever has the telephone is the other one",
        why_vi: "Tra cứu thì đúng chủ thuê bao nhưng không hề ký: người cầm máy là người kia",
        search: Wanted::Pair("subscriptions, and who uses the numbers", wrong_sim),
    },
    Persona {
        id: "several-sims",
        title_en: "Mother with three or more mobile numbers in her name",
        title_vi: "Người mẹ đứng tên từ ba số di động trở lên",
        why_en: "Some are used by her children: a number does not say who answers it",
        why_vi: "Có số do con sử dụng: số điện thoại không cho biết ai nghe máy",
        search: Wanted::One("mothers, by subscriptions", several_sims),
    },
    Persona {
        id: "foreigner",
        title_en: "Foreigner with a residence card and an account of level 2",
        title_vi: "Người nước ngoài có thẻ cư trú và tài khoản mức 2",
        why_en: "Logs in like a citizen and has no hometown, no household and no identity card: forms that demand them break",
        why_vi: "Đăng nhập như công dân mà không có quê quán, hộ khẩu, thẻ căn cước: biểu mẫu bắt buộc các mục này sẽ hỏng",
        search: Wanted::One("foreigners, by account and residence card", foreigner),
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Traits;

    #[test]
    fn more_than_fifty_personas_each_with_a_name_of_its_own() {
        assert!(PERSONAS.len() > 50);
        let ids: BTreeSet<_> = PERSONAS.iter().map(|persona| persona.id).collect();
        let titles: BTreeSet<_> = PERSONAS.iter().flat_map(|p| [p.title_en, p.title_vi]).collect();
        assert_eq!((ids.len(), titles.len()), (PERSONAS.len(), 2 * PERSONAS.len()));
        for persona in PERSONAS {
            assert!(persona.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            assert!(!persona.why_en.is_empty() && !persona.why_vi.is_empty());
        }
    }

    #[test]
    fn every_query_is_one() {
        let as_of = jiff::civil::date(2026, 11, 22);
        for persona in PERSONAS.iter().filter(|persona| persona.is_query()) {
            let read = Traits::parse(persona.found_by(), as_of);
            assert!(read.is_ok(), "{}: {read:?}", persona.id);
        }
    }
}
