//! Who speaks in Chinese: a name has no capitals and no blanks around it, but a verb of saying behind it and,
//! before it, what its bearer is or nothing at all: `秘书长陈佩琪表示，“…”`, `“…”老邱说，`, `她说：「…」`.

use crate::quote::{
    mention::{Mention, MentionKind},
    reading::Reading,
    token::{Token, shape},
};

/// Whom a verb of saying follows: where their name begins and ends.
pub(crate) struct Speaker {
    pub(crate) end: usize,
    pub(crate) kind: MentionKind,
}

/// Verbs of saying, the longer first.
const VERBS: [&str; 50] = [
    "表示", "指出", "认为", "認為", "强调", "強調", "补充", "補充", "回应", "回應", "呼吁", "呼籲",
    "透露", "解释", "解釋", "介绍", "介紹", "告诉", "告訴", "质疑", "質疑", "批评", "批評", "写道",
    "寫道", "坦言", "直言", "感叹", "感嘆", "回忆", "回憶", "警告", "形容", "反问", "反問", "说明",
    "說明", "提到", "宣布", "承认", "承認", "要求", "说", "說", "称", "稱", "问", "問", "道", "曰",
];
/// What may stand between a name and its verb.
const ADVERBS: [&str; 16] = [
    "今天",
    "今日",
    "昨天",
    "昨日",
    "日前",
    "随后",
    "隨後",
    "同时",
    "同時",
    "进一步",
    "進一步",
    "也",
    "则",
    "則",
    "还",
    "還",
];
/// What people are, as it stands right before their names.
const CALLINGS: [&str; 92] = [
    "主任",
    "秘书长",
    "秘書長",
    "总干事",
    "總幹事",
    "干事",
    "幹事",
    "律师",
    "律師",
    "村民",
    "代表",
    "主席",
    "会长",
    "會長",
    "理事长",
    "理事長",
    "理事",
    "监事",
    "監事",
    "教授",
    "记者",
    "記者",
    "发言人",
    "發言人",
    "执行长",
    "執行長",
    "总监",
    "總監",
    "研究员",
    "研究員",
    "工人",
    "漁工",
    "渔工",
    "移工",
    "劳工",
    "勞工",
    "学生",
    "學生",
    "母亲",
    "母親",
    "父亲",
    "父親",
    "妻子",
    "丈夫",
    "医生",
    "醫生",
    "医师",
    "醫師",
    "专家",
    "專家",
    "负责人",
    "負責人",
    "局长",
    "局長",
    "部长",
    "部長",
    "议员",
    "議員",
    "委员",
    "委員",
    "会员",
    "會員",
    "先生",
    "女士",
    "教师",
    "教師",
    "老师",
    "老師",
    "农民",
    "農民",
    "渔民",
    "漁民",
    "居民",
    "家属",
    "家屬",
    "受害者",
    "志愿者",
    "志工",
    "义工",
    "社工",
    "总裁",
    "总统",
    "總統",
    "总理",
    "總理",
    "大使",
    "法官",
    "检察官",
    "檢察官",
    "警官",
    "牧师",
    "神父",
];
/// Surnames of one character; hardly anybody has another.
const SURNAMES: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖蕭田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱侯江尹薛闫閻段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬钱錢严嚴洪赖賴武莫孔汤湯向常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党黨宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺";
/// What opens a name among friends: `老邱`, `阿明`.
const FAMILIAR: [char; 4] = ['老', '小', '阿', '大'];
/// Somebody already named.
const PRONOUNS: [char; 2] = ['他', '她'];
/// A name written by its sound, dots included, is no longer.
const LONGEST_FOREIGN: usize = 16;
/// What somebody is was said so many bytes before at most.
const REACH: usize = 600;
/// A clause that is reported has more characters and signs.
const SHORTEST_CLAUSE: usize = 5;

/// Whether a character is one of those that Chinese is written with.
pub(crate) fn is_han(sign: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&sign)
}

/// Whether a passage in marks holds Chinese.
fn is_passage(reading: &Reading<'_>, which: usize) -> bool {
    let marked = &reading.marked[which];
    reading.tokens[marked.first..marked.end]
        .iter()
        .find(|token| token.is_word())
        .is_some_and(|token| is_han(token.sign))
}

/// Whether a piece of a list is a name: a surname and one or two characters.
pub(crate) fn is_name(piece: &str) -> bool {
    let mut letters = piece.trim().chars();
    letters.next().is_some_and(|first| SURNAMES.contains(first))
        && letters.clone().all(is_han)
        && (1..=2).contains(&letters.count())
}

/// The speaker whose name or pronoun begins at the token `at`.
pub(crate) fn speaker(text: &str, tokens: &[Token], at: usize) -> Option<Speaker> {
    let start = tokens[at].span.start as usize;
    let before = &text[..start];
    let is_pronoun = PRONOUNS.contains(&tokens[at].sign);
    if is_pronoun && says(rest(text, tokens, at + 1)) {
        return Some(Speaker { end: at + 1, kind: MentionKind::Pronoun });
    }
    let calling = CALLINGS.iter().any(|calling| before.ends_with(calling));
    let opens = !before.chars().next_back().is_some_and(is_han);
    if !calling && !opens {
        return None;
    }
    let ends = |length: usize| {
        let name = tokens.get(at..at + length)?;
        let is_whole = name.iter().all(|token| {
            is_han(token.sign) && token.sentence == tokens[at].sentence && !token.is_quoted()
        });
        let behind = rest(text, tokens, at + length);
        let is_label = calling && behind.starts_with([':', '：']);
        (is_whole && (says(behind) || is_label)).then_some(at + length)
    };
    let is_name = SURNAMES.contains(tokens[at].sign) || FAMILIAR.contains(&tokens[at].sign);
    let end = if is_name { ends(3).or_else(|| ends(2)) } else { None };
    let end = end.or_else(|| if calling { foreign_end(text, tokens, at) } else { None })?;
    Some(Speaker { end, kind: MentionKind::Name })
}

/// What stands right before a name, here or where it was met before: `秘书长`, `漁工代表`, `菲律賓籍漁工`.
pub(crate) fn calling<'t>(reading: &Reading<'t>, mention: &Mention) -> Option<&'t str> {
    let first = reading.tokens.get(mention.first).filter(|first| is_han(first.sign))?;
    let start = first.span.start as usize;
    let name = reading.span(mention.first, mention.end).of(reading.text);
    let before =
        &reading.text[reading.text.floor_char_boundary(start.saturating_sub(REACH))..start];
    calling_at_end(before).or_else(|| {
        let mut others = before.match_indices(name);
        others.find_map(|(at, _)| calling_at_end(&before[..at]))
    })
}

/// The words for what somebody is that end a passage.
fn calling_at_end(passage: &str) -> Option<&str> {
    let mut rest = passage;
    let cut = |rest: &str| {
        let callings = CALLINGS.iter().filter(|calling| rest.ends_with(**calling));
        callings.map(|calling| rest.len() - calling.len()).min()
    };
    while let Some(start) = cut(rest) {
        rest = &rest[..start];
    }
    if rest.len() == passage.len() {
        return None;
    }
    // `菲律賓籍`: where somebody is from
    if rest.ends_with('籍') {
        let opens = rest.rfind(|c| !is_han(c));
        rest =
            &rest[..opens.map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8))];
    }
    Some(&passage[rest.len()..])
}

/// `艾德溫·桑托斯說`: one past a name written by its sound, its parts between dots.
fn foreign_end(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let is_dot = |token: &Token| matches!(token.sign, '·' | '‧' | '・' | '•');
    let mut n_dots = 0;
    for end in at..tokens.len().min(at + LONGEST_FOREIGN) {
        let token = &tokens[end];
        if n_dots > 0 && says(rest(text, tokens, end)) {
            return Some(end);
        }
        if is_dot(token) {
            n_dots += 1;
        } else if !is_han(token.sign) || token.sentence != tokens[at].sentence {
            return None;
        }
    }
    None
}

/// The text from a token on.
fn rest<'t>(text: &'t str, tokens: &[Token], at: usize) -> &'t str {
    tokens.get(at).map_or("", |token| &text[token.span.start as usize..])
}

/// Whether a verb of saying begins a passage, an adverb before it at most.
fn says(passage: &str) -> bool {
    verb(passage).is_some()
}

/// How many bytes the verb of saying that begins a passage has, with the adverb before it.
fn verb(passage: &str) -> Option<usize> {
    let adverb =
        ADVERBS.iter().find(|adverb| passage.starts_with(**adverb)).map_or(0, |it| it.len());
    let behind = &passage[adverb..];
    VERBS.iter().find(|verb| behind.starts_with(**verb)).map(|verb| adverb + verb.len())
}

/// The mention that a passage in marks is given to: one whose verb leads to it, or one right behind it.
pub(crate) fn attributed(reading: &Reading<'_>, which: usize) -> Option<usize> {
    if !is_passage(reading, which) {
        return None;
    }
    let marked = &reading.marked[which];
    let own = reading.paragraph_mentions(marked.paragraph);
    let split = own.start
        + reading.mentions[own.clone()].partition_point(|mention| mention.first < marked.first);
    let is_near = |from: usize, to: usize| from <= to && to - from <= FARTHEST;
    let is_han_name = |mention: &Mention| is_han(reading.tokens[mention.first].sign);
    let leads = |mention: &Mention| {
        let between = between(reading, mention.end, marked.first);
        let led = verb(between).map_or(between, |verb| &between[verb..]);
        // `告訴本會志工：`
        led.chars().all(|c| matches!(c, '，' | '：' | ',' | ':' | ' '))
            || led.ends_with(['：', ':'])
    };
    let before = split.checked_sub(1).filter(|before| own.contains(before)).filter(|before| {
        let mention = &reading.mentions[*before];
        is_han_name(mention) && is_near(mention.end, marked.first) && leads(mention)
    });
    let follows = |mention: &Mention| {
        let between = between(reading, marked.end, mention.first);
        between.chars().all(|c| matches!(c, '，' | ',' | ' '))
    };
    before.or_else(|| {
        Some(split).filter(|behind| own.contains(behind)).filter(|behind| {
            let mention = &reading.mentions[*behind];
            is_han_name(mention) && is_near(marked.end, mention.first) && follows(mention)
        })
    })
}

/// Between a speaker and a passage stand no more characters and signs.
const FARTHEST: usize = 14;

/// The characters between two tokens.
fn between<'t>(reading: &Reading<'t>, from: usize, to: usize) -> &'t str {
    let end = |at: usize| at.checked_sub(1).map_or(0, |at| reading.tokens[at].span.end as usize);
    let start =
        reading.tokens.get(from).map_or(reading.text.len(), |token| token.span.start as usize);
    reading.text.get(start.min(end(to))..end(to)).unwrap_or_default()
}

/// The clause that a mention reports without marks, `陈佩琪指出，韩国早已修法`: its first token and one past its last.
pub(crate) fn clause(reading: &Reading<'_>, mention: &Mention) -> Option<(usize, usize)> {
    let tokens = &reading.tokens;
    if !tokens.get(mention.first).is_some_and(|token| is_han(token.sign)) {
        return None;
    }
    let verb = verb(rest(reading.text, tokens, mention.end))?;
    let behind = tokens[mention.end].span.start as usize + verb;
    let first = (mention.end..tokens.len()).find(|&at| tokens[at].span.start as usize >= behind)?;
    let first = first + usize::from(matches!(tokens[first].sign, '，' | ','));
    let length = tokens[first..].iter().position(|token| token.sentence != mention.sentence);
    let mut end = first + length.unwrap_or(tokens.len() - first);
    while end > first && !tokens[end - 1].is_word() {
        end -= 1;
    }
    let is_free = tokens[first..end].iter().all(|token| !token.is_quoted() && token.sign != '：');
    let is_telling = end > first + SHORTEST_CLAUSE && tokens[first].is(shape::CASELESS);
    (is_free && is_telling).then_some((first, end))
}
