"""Words around a name: what persons do and have, who is spoken to, and what names a thing, a place or an organisation."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


# After a name.
DOES = word_set(
    """was is has had hasn't wasn't isn't didn't doesn't hadn't won't wouldn't couldn't can't did does says said told asked went came got made
    took gave put sat stood ran hit threw swore spat bit left kept felt became began broke brought bought caught chose cried drew drove ate fell
    fought forgot found grew heard held hid hurt knew lay led lost met paid read rode rang rose saw sent shook shot showed shut slept spoke spent
    stole stuck struck swam taught thought understood woke won wore wrote wants needs likes loves hates feels seems looks appears says thinks
    refuses attends arrives presents struggles engages responds works finds enjoys becomes gets goes comes lives stays shows knows understands
    remains requires continues also then still just really never always again who whose can could would should might must will may who's that's
    kicked self-harmed dysregulated absconded vaped rung text texted phoned emailed hasnt didnt wasnt isnt doesnt wont cant couldnt wouldnt"""
)
WEAK_DOES = word_set(
    "was is has had will may can could would should might must also then still just really never always again that's who whose does did"
)
# Before a name.
TOLD = word_set(
    "with told asked phoned rang texted emailed called messaged met visited hi hello dear hiya hey thanks thank named supported supporting supervised collected dropped between restrained searched saw interviewed warned praised reminded congratulated welcomed remind ask tell phone ring email text because that when if while until before after whilst once although"
)
KIN = word_set(
    "mum mam mom mother dad father stepdad stepmum stepfather stepmother brother sister stepbrother stepsister halfbrother cousin nan nana nanna gran grandma grandad granddad grandpa granny grandmother grandfather aunt auntie aunty uncle son daughter partner girlfriend boyfriend husband wife carer carers friend friends mate twin sibling siblings pupil student child boy girl lad keyworker tutor mentor teacher nephew niece baby parent peer classmate neighbour sw bf gf"
)
OWNED = word_set(
    "mum mam mom mother dad father parents parent carer carers stepdad stepmum brother sister cousin nan gran grandma grandad aunt uncle family home house behaviour attendance placement plan timetable bag phone coat shoes book books work risk key social school teacher tutor taxi needs voice progress review meeting friend friends girlfriend boyfriend partner son daughter case file ehcp ehc views first last new class table chair room lunch uniform mood anxiety medication birthday dob address"
)
REPORTS = word_set(
    "says said thinks thought claims claimed alleges alleged reports reported heard saw believes knew knows"
)
"""Verbs after which a new sentence about somebody may begin: "dad says tyrone hit his brother"."""
FELT = word_set(
    "upset anxious tearful rude angry sick unwell crying excluded suspended absent dysregulated distressed scared frightened sad worried aggressive abusive violent defiant truanting arrested bullied hungry tired"
)
"""What only a person is."""
NOUNS_TOO = word_set("text still left felt saw shot led lay drew rose read works looks needs shows wants stays")
RATHER = word_set("very really quite so too still again also a bit little being rather extremely visibly clearly")
PRONOUNS = word_set("his her their he she they him them")
AND_OTHERS = word_set("and & or")
FAMILY_OF = word_set(
    "family families household brothers sisters twins siblings boys girls kids children lads case house's mum dad incident situation"
)
# What names a place.
AT = word_set("in at near from to around of towards outside via through across visit visited visiting")
INTO = word_set(
    "on via using use uses used in through within into onto called app play played plays playing watched watching read reading wearing ate eating"
)
# What names a thing when it follows.
THING = word_set(
    """app apps programme programmes program software login logins account accounts assessment assessments profile profiles score scores test tests testing
    questionnaire questionnaires platform portal system scheme licence award awards qualification qualifications course courses workbook workbooks
    curriculum syllabus framework tool toolkit inventory scale scales checklist model approach method theory session sessions lesson lessons workshop
    workshops training certificate units unit module modules exam exams paper papers level levels intervention interventions strategy strategies
    package packages service services team teams provider provision centre college school academy project hub bus train tram stop station road street area
    site sites office estate class classroom room group club trip visit website policy form forms screening screener therapy therapist kit cards game games
    book novel play poem film console tablet licence subscription report reports resources materials booklet day week month festival market park beach
    farm stables workshop studio gym pool library museum hospital clinic surgery court church mosque temple foundation trust charity council ward helpline
    codes pathway audit register portal tracker database calendar newsletter bulletin accreditation branded trainers tracksuit jacket hoodie brand"""
)
# The last word of an organisation's or place's name.
ORGANISATION = word_set(
    """farm farms centre center school schools academy academies college colleges trust trusts house hall works studio studios project projects service
    services council partnership university hospital church chapel cathedral surgery clinic park parks stables barn garage gym library museum gallery
    theatre cinema stadium arena club fc united rovers athletic primary secondary infant infants junior juniors high grammar pru nursery foundation
    institute society association federation alliance network charity cic ltd limited plc llp group consortium agency authority constabulary police
    borough county district parish city town village road street lane avenue close drive way crescent gardens grove court square terrace mews bridge
    station airport harbour marina beach lake river canal hill wood woods forest common green heath moor valley island quay pier market mall retail
    supermarket hotel inn pub arms cafe restaurant kitchen bakery nursery salon barbers motors autos tyres engineering tuition tutors tutoring learning
    education training skills workshop workshops hub base unit campus site lodge cottage manor castle abbey priory tower outdoors outdoor adventures
    adventure riding equestrian equine paddock paddocks orchard allotment allotments nurseries therapies therapy wellbeing counselling sports boxing
    online media music arts crafts construction catering horticulture motor vehicles vehicle mot pathways horizons futures steps start chances
    ap provision act bill regulations framework code award awards profile scale scales index inventory questionnaire test tests assessment programme
    curriculum scheme model approach theory method law laws prize cup league syndrome disease disorder"""
)
# Titles that stand before a name.
TITLES = word_set(
    "mr mrs ms miss mx dr prof professor rev reverend sir dame cllr councillor pc dc ds di wpc sgt sergeant inspector sister brother fr father imam rabbi pastor hafiz maulana moulana ustadh ustad auntie aunty uncle nan nanny grandma grandad coach lady lord judge nurse mistress master inspector"
)
PURE_TITLES = word_set("mr mrs ms mx dr prof professor rev cllr pc dc wpc sgt pcso")
NOT_AFTER_TITLE = word_set(
    "teams word office and or the a an appointment appt call called said is was has to at on in for of with from will can not scan room who head heads please thank sir miss no all s i crashed world lab suite monitor screen tablet laptop visit letter note notes surgery visits out by about"
)
CALLED = word_set("known nicknamed nickname called aka alias goes")
"""Words after which a nickname may stand."""
TELLING = word_set(
    "with told asked phoned rang texted emailed hi hello dear hiya hey thanks collected dropped restrained between"
)
AFTER_OBJECT = word_set(
    "about to and that for on at in who before after because this today again when if over by from later yesterday"
)
DONE_TO = word_set(
    "needed agreed required collected cleared noted planned requested expected awarded applied approved offered provided ordered delivered booked displayed planted pruned watered painted removed cut used made given shown picked added included sent checked granted confirmed completed encouraged discussed shared printed trimmed polished discovered dropped fixed replaced lifted broken called received"
)
OBJECTS = word_set("his her their the a an all both two some it him them me us that to out up off well three")
ONLY_IN_CAPITALS = word_set("elsa rui pip sol stas wilf walt")
"""Abbreviations that are somebody's name when written otherwise."""
RARELY = word_set(
    "yaw yen loan florin mantas long hung tan tin son my hue van hang ha sang phat ping wen yang yuan kola obi bola tram lam lien hind hero sari rim shin wing ting wit gent nova tamer than ram can rich red king junior duke star guy angel earl memory precious favour blessing victory wonder winsome said"
)
"""Words that are somebody's name, but only with a capital inside a sentence."""
