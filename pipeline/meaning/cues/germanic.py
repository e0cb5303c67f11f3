"""Negation in English and the other Germanic languages."""

from pipeline.meaning.cues.rows import Cues

ENGLISH = Cues(
    clear="""
        not -n't never no none nobody no_one nothing nowhere neither nor cannot without
    """,
    open="""
        not_only not_just not_merely not_simply not_solely not_alone not_exclusively not_until
        not_least not_all not_every not_everyone not_everything not_always not_necessarily
        not_quite not_so not_to_mention not_unlike not_uncommon- not_unusual- not_infrequent-
        not_un- not_without not_yet not_bad not_sure not_enough not_far not_long not_much not_many
        not_too not_in_the_least more_often_than_not last_but_not_least whether_or_not or_not
        if_not why_not whynot not_more_than not_less_than not_fewer_than not_exceed not_limited_to
        no_more no_less no_fewer no_later no_sooner no_longer no_higher no_lower no_greater
        no_earlier no_shorter no_matter no_doubt no_wonder no_problem no_worries no_other
        no_different no_need no_exception no_question no_time no_small no_easy no_trouble
        no_shortage no_stranger no_fun nothing_but nothing_more nothing_less nothing_else
        nothing_wrong nothing_short none_other or_none none,_true without_doubt without_a_doubt
        without_fail without_exception never_mind never_before never_ending cannot_but cannot_help
        can't_help couldn't_agree couldn't_be_more can't_wait don't_forget do_not_forget
        not_forget don't_worry do_not_worry not_worry don't_hesitate do_not_hesitate not_hesitate
        don't_miss do_not_miss not_miss never_forget isn't_it aren't_they doesn't_it don't_you
        won't_you isn't_that wouldn't_it go_without_saying no[-]- unless only solely except-
        apart_from other_than rather instead otherwise avoid- refrain- abstain- hardly barely
        scarcely rarely seldom fail- failure- lack- absen- miss missing missed misses free freed
        freely -free little few less least prevent- stop- ceas- quit- halt- refus- den[yi]-
        declin- reject- ignor- forbid- forbad- prohibit- ban- block- exclud- exclusive- omit-
        skip- neglect- disallow- disab- disagre- discontin- disregard- dislik- discour- disconn-
        discard- dissatisf- dissimil- un- non -less empty zero null nil blank wrong- bad badly
        worse poor- hard difficult- impossib- improper- imperf- impract- immut- inabil- inacc-
        inact- inadeq- inadv- inappr- incap- incomp- incons- inconv- incor- indep- indif- indir-
        indisp- inef- ineff- inelig- inex- inher- inop- insec- insens- insig- insol- instab-
        insuf- intol- inval- invis- irr- illeg- mal- misuse- mislead- misunder- mistak- error-
        lose lost loses losing loss different- differ- differs opposite reverse unlike exempt-
        withhold- cannot_be_un- not_be_un- not_to_only non[-]- nonprofit- nonexist- nonexh- maxim-
        at_most up_to exception- deactiv- lock-
    """,
    loose="""
        until till before just merely simply alone but than too minimal- limit- drop- abandon-
        void away far against de[-]- off out past last beyond over behind still yet any anything
        anyone anybody anymore ever either at_all once doubt- forget- forgot- leave leaves leaving
        left broke- break- bare- mere- shy remain- stay- keep kept despite in_spite regardless
        though although however while whereas contrary beware careful caution- danger- harm- risk-
        worr- wast- useless waive- withdraw- resist- reluct- long_way long_time deprecat-
        obsolete- conflict- problem- trouble- bug- obscur- hidden hide- reset- revert- negat-
        neutral never-ending matter- sooner who_cares as_opposed all_but anonym- strict- mute-
        dis- mis- ill- remember- consider- whether protect- taken violat- raw ambigu- offline
        optional- indefinit- make_sure be_sure note_that goes_down go_down scratch okay ok fine
        smooth- spam duplicat- corrupt- delet- remov- clear- cancel- abort- close other others
        another else same identical- equal- anti- awake wakeful safe safely balance steady gone
    """,
    none="""
        no[.]_[0-9]- under- union- unit- univers- unix- uni uniq- unless_otherwise at_least
        at_the_least nevertheless nonetheless
    """,
)

GERMAN = Cues(
    clear="""
        nicht nichts nie niemals kein- niemand- nirgends nirgendwo nirgendwohin ohne weder nein
        unmöglich- verboten untersagt
    """,
    open="""
        nicht_nur nicht_allein nicht_bloß nicht_zuletzt ob_oder_nicht oder_nicht warum_nicht
        nicht_unbedingt nicht_mehr_als nicht_un- kein_wunder ohne_zweifel zweifellos ohne_weiteres
        nicht- un- miss- -los -los[ea] -lose[rsmn] frei freie[rsmn] freie -frei -freie
        -freie[rsmn] vermeid- vermied- vermeidet verhinder- hinder- verbot- verbiet- untersag-
        unterlass- unterlässt unterbleib- unterblieb- höchstens maximal- maximum erst nur
        lediglich außer ausgenommen abgesehen ausschließ- ausgeschlossen ausschluss- fehl- gefehlt
        mangel- kaum selten- wenig- gering- statt anstatt anstelle stattdessen sondern sonst
        ansonsten andernfalls aufhör- aufgehört hören verzicht- ablehn- abgelehnt lehn- ableh-
        entfall- entfäll- entbehr- weiger- verweiger- schwer schwierig- irrelevant- illegal-
        inaktiv- inkompatib- inkorrekt- ineffiz- instabil- inakzeptab- egal gleichgültig deaktiv-
        gesperrt versäum- verpass- scheiter- abseits ignorier- übergeh- überspring- auslass-
        ausgelassen weglass- weggelassen weglassen verlernen verlieren veraltet falsch- fehler-
        identisch- verschieden unterschied- leer leere[rsmn] leere ausbleib- ausblieb-
    """,
    none="""
        und uns unser unsere- unserem unseren unter- unten ungefähr- unix- union- uni univers-
        ungar- unit- unika- unterst- ohnehin gleichzeitig- leerzeich- leertast-
    """,
)

DUTCH = Cues(
    clear="""
        niet niets nooit geen geenszins niemand nergens zonder nee neen noch nimmer niks
        onmogelijk- verboden
    """,
    open="""
        niet_alleen niet_slechts of_niet waarom_niet niet_langer niet_meer_dan zonder_twijfel
        niet- on- -loos -loze -vrij -vrije vrij vrije vermijd- vermeden voorkom- voorkwam
        verhinder- verbied- hoogstens hooguit maximaal maxim- ten_hoogste pas slechts alleen
        louter tenzij behalve uitgezonderd uitgesloten uitsluit- ontbre- ontbrak- mislu- gebrek-
        nauwelijks amper zelden zeldzaam weinig minder in_plaats weiger- geweigerd afwij-
        afgewezen stop- ophoud- opgehouden misse- gemist moeilijk lastig illeg- inact- incompat-
        incorrect- irrelev- leeg lege ongeacht uitgeschakeld uitschakel- negeer- negeren overslaan
        overgeslagen weglaten weggelaten kwijt tegen tegenhouden fout- verkeerd- identiek gelijk-
        verschil- verbod verbiedt mislei- mislopen misbruik-
    """,
    none="""
        ons onze onder- ontv- ontw- ontd- ontm- onth- onts- ontst- ontl- ontk- ontg- onto-
        ongeveer online onlangs ondanks ongedaan misschien
    """,
)

SWEDISH = Cues(
    clear="""
        inte ej icke aldrig ingen inget inga ingenting ingenstans ingendera intet utan varken nej
        omöjl- förbjudet förbjudna
    """,
    open="""
        inte_bara inte_enbart inte_minst eller_inte varför_inte inte_mer_än utan_tvekan
        utan_vidare icke- ogilt- okän- osäk- otill- ovänt- oanv- ofull- oför- olämp- onöd- otyd-
        ovan- obekr- obef- oänd- oändr- oåter- oavs- obero- ogärna olyck- olag- olös- ore- osyn-
        osan- oöversatt- oläst- obehör- okorr- orim- otrev- otalig- -lös -lös[at] fri fria fritt
        -fri -fria -fritt undvik- undvek- högst max- maximal- bara endast enbart förrän såvida
        förutom utom undantag- sakn- miss- misslyck- fattas knappt knappast sällan lite mindre
        istället i_stället sluta- slutat upphör- vägra- avvis- neka- förbjud- förbud- förhindr-
        hindra- svår- inakt- inkomp- inkorr- irrelev- illeg- tom tomt tomma ignorer- hoppa-
        utelämn- utesl- uteslut- avstod förlora- tappa- fel- identisk- avstår avstå först_när
        först_efter
    """,
)

DANISH = Cues(
    clear="""
        ikke ej aldrig ingen intet ingenting ingensteder uden hverken nej umul- forbudt
    """,
    open="""
        ikke_kun ikke_blot ikke_bare ikke_mindst eller_ej eller_ikke hvorfor_ikke ikke_mere_end
        uden_tvivl ikke- ugyld- ukend- usikk- utilg- uvent- ubrug- ufuld- ufor- ugyl- uaf- uafh-
        uanset uegn- uhold- ulov- unød- unorm- unødv- uoverk- uret- urig- uset usyn- utyd- uundg-
        uvirk- uær- uønsk- uopl- ukorr- ualm- uautor- -løs -løst -løse -fri -frit -frie fri frit
        undgå- undgik undlad- højst højest maksimal- maks- først kun bare medmindre undtag- mangl-
        mislyk- fejl- næppe sjældent lidt mindre i_stedet stop- ophør- nægt- afvis- forbyd-
        forbud- forhindr- hindr- svær- vanskelig- inakt- inkomp- irrelev- illeg- tom tomt tomme
        ignorer- spring- udelad- udeluk- undta- miste- tabt identisk- forkert-
    """,
    none="""
        udenfor udenlands- felsök- fejlsøg-
    """,
)

BOKMAL = Cues(
    clear="""
        ikke ikkje aldri ingen inga ingenting intet ingensteds uten utan verken hverken nei ei
        umul- forbudt
    """,
    open="""
        ikke_bare ikke_kun ikke_minst eller_ikke hvorfor_ikke ikke_mer_enn uten_tvil ikke- ugyld-
        ukjen- usikk- util- uvent- ubruk- ufull- ufor- uavh- uansett uegn- uhold- ulov- unød-
        unorm- uoverk- urett- urim- uset- usyn- utyd- uunng- uvirk- uønsk- uoppl- ukorr- uautor-
        uventet -løs -løst -løse -fri -fritt -frie fri fritt unngå- unngikk la_være høyst
        maksimal- maks- først bare kun med_mindre unntatt unntak- mangl- mislyk- feil- knapt neppe
        sjelden lite mindre i_stedet istedenfor stopp- slutt- nekt- avvis- avslå- avslått forby-
        forhindr- hindr- vanskelig- inakt- inkomp- irrelev- illeg- tom tomt tomme ignorer- hopp-
        utelat- uteluk- miste- tapt ikkje_berre med_mindre unntake- berre identisk-
    """,
    none="""
        utenfor utenlands- utanfor feilsøk-
    """,
)
