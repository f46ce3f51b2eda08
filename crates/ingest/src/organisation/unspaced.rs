//! Names of bodies in Chinese, where no blanks part words: a line that is one, one that opens a sentence and speaks,
//! well-known ones anywhere.

use crate::organisation::{known, run::Run};

/// So many sentences of a paragraph without blanks are looked at.
const MOST_SENTENCES: usize = 12;
/// A line without blanks that is a name has no more characters, and ends in a word for a body.
const LONGEST_UNSPACED: usize = 16;

const UNSPACED_ENDINGS: [&str; 30] = [
    "之家",
    "之友",
    "行动",
    "行動",
    "观察",
    "觀察",
    "网",
    "網",
    "社",
    "会",
    "會",
    "组织",
    "組織",
    "中心",
    "联盟",
    "聯盟",
    "基金会",
    "基金會",
    "机构",
    "機構",
    "学会",
    "學會",
    "网络",
    "網絡",
    "論壇",
    "论坛",
    "陣線",
    "阵线",
    "平台",
    "平臺",
];

/// The bodies named in a line without blanks.
pub(super) fn find(line: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let whole = line.trim();
    let is_name = whole.chars().count() <= LONGEST_UNSPACED
        && whole.chars().all(crate::quote::is_han)
        && UNSPACED_ENDINGS.iter().any(|ending| whole.ends_with(ending));
    let known = known::in_unspaced(line);
    // any of the first sentences may open with it
    let mut sentences = whole.split(['。', '）', ')', '」', ' ', '　']).take(MOST_SENTENCES);
    if known.is_empty()
        && let Some(name) = sentences.find_map(opening_of_unspaced)
    {
        // a part of the line: to search for it would take the square of the length
        let start = name.as_ptr().addr() - line.as_ptr().addr();
        let (length, is_possessive) = (name.len(), false);
        runs.push(Run { name, start, length, is_possessive, is_strong: true });
    }
    runs.extend(known.into_iter().map(|(start, name)| {
        // `环球人权观察网` is no `人权观察`
        let name = if is_name { whole } else { &line[start..start + name.len()] };
        let start = if is_name { 0 } else { start };
        Run { name, start, length: name.len(), is_possessive: false, is_strong: true }
    }));
    runs
}

/// `河岸之友今日表示…`: the name that opens a line without blanks, up to the word by which it speaks.
fn opening_of_unspaced(line: &str) -> Option<&str> {
    const SPEAKS: [&str; 41] = [
        "聲明",
        "声明",
        "今日",
        "今天",
        "昨日",
        "昨天",
        "表示",
        "發表",
        "发表",
        "發布",
        "发布",
        "呼籲",
        "呼吁",
        "譴責",
        "谴责",
        "強烈",
        "强烈",
        "要求",
        "抗議",
        "抗议",
        "促請",
        "促请",
        "敦促",
        "認為",
        "认为",
        "指出",
        "就",
        "對",
        "对",
        "：",
        "（",
        "(",
        "召集人",
        "秘書長",
        "秘书长",
        "執行長",
        "理事長",
        "理事长",
        "發言人",
        "发言人",
        "主席",
    ];
    let fewest = 3;
    // `社團法人河岸之友協會`: the legal form is none of the name
    let line = ["社團法人", "社团法人", "財團法人", "财团法人"]
        .iter()
        .find_map(|form| line.strip_prefix(form))
        .unwrap_or(line);
    let reach = line.char_indices().take(LONGEST_UNSPACED + 1).skip(fewest);
    let mut ends = reach.map(|(at, _)| at).filter(|at| {
        UNSPACED_ENDINGS.iter().any(|ending| line[..*at].ends_with(ending))
            && SPEAKS.iter().any(|verb| line[*at..].starts_with(verb))
    });
    ends.next().map(|end| &line[..end]).filter(|name| name.chars().all(crate::quote::is_han))
}
