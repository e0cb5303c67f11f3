"""Negation in the Slavic languages.

Czech and Slovak write it on the verb (`neberte`), so that every word with `ne-` counts, but for
those that negate nothing (`neděle`) and adjectives, which another language says without (`neznámý`,
"unknown"). The others keep the particle apart, and `ne-` belongs to adjectives alone.
"""

from pipeline.meaning.cues.rows import Cues

BULGARIAN = Cues(
    clear="""
        не няма нямам нямаш нямаме нямате нямат нямал- нямаше нямах- недей недейте никога никой
        никого никому нищо никъде никак никакъв никаква никакво никакви без нито нямайки невъзм-
        забранен-
    """,
    open="""
        не_само не_просто не_единствено или_не дали_или_не защо_не не_повече без_съмнение не-
        нищо_друго без- избяг- избег- само единствено максимум максимал- най-много едва освен
        липс- рядко малко предотвр- пречи- вместо иначе спр- спир- прекрат- отказ- отхвърл-
        свобод- изключ- пропус- пропуск- игнорир- праз- деакт- трудно лошо греш- идентич- различ-
        не_забравя- дали_да_не забрани забраня- забрана
    """,
    none="""
        недел- необход- нека немск- немц- герман- небе небето нея него нему негов- нейн- неща нещо
        нещата нещото нерв- невро- неутр- нето неотдавна незабавн- безопас- безпл-
    """,
)

CROATIAN = Cues(
    clear="""
        ne nije nisam nisi nismo niste nisu nema nemam nemaš nemamo nemate nemaju nemajući nemoj
        nemojte nemojmo neću nećeš neće nećemo nećete nikad nikada nitko niko nikoga nikome nikomu
        ništa ničega ničemu ničim nigdje nikamo nijed- nikak- nikoj- bez ni niti nemoguće
        zabranjen-
    """,
    open="""
        ne_samo ili_ne zašto_ne ne_više_od bez_sumnje ništa_drugo ne- bez- samo jedino isključivo
        izbjeg- izbjegav- najviše maksim- tek osim izuzev nedosta- jedva rijetko malo manje
        zabran- zabranj- spriječ- spreč- umjesto inače prest- odbi- odbac- isključ- prazn- onemog-
        preskoč- preskač- zanemar- ignorir- lišen- oslobođ- neuspj- propust- gubi- izgub- oslobod-
        slobod- lako pogreš- grešk- krivo greš- identič- različ-
    """,
    none="""
        neki neka neke neko nekih nekim nekima nekog neku nekoj nekom nekoliko nekad nekada nekako
        nekakv- netko nešto nečeg- nečemu nedjelj- nedavn- nego neprest- nerv- neuro- neutr- nebo
        neophod- neto nestan- nesta- nezgod- negdje nekamo bezbed- beznač- neposred- nepar-
        neparn-
    """,
)

_SERBIAN = Cues(
    clear="""
        ne nije nisam nisi nismo niste nisu nema nemam nemaš nemamo nemate nemaju nemajući nemoj
        nemojte nemojmo neću nećeš neće nećemo nećete nikad nikada niko nikoga nikome nikom ništa
        ničega ničemu ničim nigde nigdje nikuda nijed- nikak- nikoj- bez ni niti nemoguće
        zabranjen-
    """,
    open="""
        ne_samo ili_ne zašto_ne ne_više_od bez_sumnje ništa_drugo ne- bez- samo jedino isključivo
        izbeg- izbegav- izbjeg- najviše maksim- tek osim izuzev nedosta- jedva retko malo manje
        zabran- zabranj- spreč- spriječ- umesto umjesto inače prest- odbi- odbac- isključ- prazn-
        onemog- preskoč- preskač- zanemar- ignoriš- lišen- oslobođ- neuspe- propust- gubi- izgub-
        slobod- oslobod- lako pogreš- grešk- greš- identič- različ-
    """,
    none="""
        neki neka neke neko nekih nekim nekima nekog neku nekoj nekom nekoliko nekad nekada nekako
        nekakv- nešto nečeg- nečemu nedelj- nedavn- nego neprest- nerv- neuro- neutr- nebo
        neophod- neto nestan- nesta- nezgod- negde nekud bezbed- beznač- neposred- nepar- neparn-
    """,
)
_CYRILLIC = str.maketrans(
    dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))
)
_DIGRAPHS = (("dž", "џ"), ("lj", "љ"), ("nj", "њ"))


def _both_scripts(row: str) -> str:
    """The words of a Serbian row in Latin and in Cyrillic script."""
    other = row
    for latin, cyrillic in _DIGRAPHS:
        other = other.replace(latin, cyrillic)
    return row + other.translate(_CYRILLIC)


SERBIAN = Cues(*map(_both_scripts, (_SERBIAN.clear, _SERBIAN.open, _SERBIAN.none)))

CZECH = Cues(
    clear="""
        ne nikdy nikdo nikoho nikomu nikým nic ničeho ničemu ničím nijak nijaký nikde nikam nikoli
        nikoliv žádn- bez beze ani ne- nejsou nejsem nejsi nejsme nejste nejde nejdou nejdu nejí
        nejím nejíte nejezte nejez nejezd- nejed nejedí nejdete nejspí nejásejte nemožn- zakázán-
        zakázan-
    """,
    open="""
        nejen nejenom nejenže ne_více či_nikoli nebo_ne proč_ne bezpochyby nanejvýš nejvýše
        nejvíce nejpozději nebezpeč- neplatn- neznám- neúspě- neúpln- nesprávn- nestandard-
        nezávisl- nezávazn- nedostupn- neviditeln- nekone- nedostat- neuvěř- nevýhod- nepřím-
        nespav- neplodn- nechuten- nechuť nezda- nevhodn- nepodpor- neověř- nekompat- neaktiv-
        neobvykl- neoček- neomez- nepotřebn- nepovol- nepovin- nepřítom- nepříjem- nečitel-
        nečist- nesouhlas- neoprávn- neautor- nepřelož- nepřečt- nepouž[ií]- nezměn- nečekan-
        neformál- negativ- neprázd- nezřídka nemálo neméně jen pouze jenom vyhn- vyhýb- vyvar-
        maxim- dokud kromě vyjma chyb- selh- sotva zřídka málokd- málo méně zabr[aá]- místo
        namísto přesta- odmít- prost- postrád- brán- vylouč- vyloučen- vynech- přeskoč- ignor-
        prázdn- zbav- bez- těžk- obtíž- špatn- volně vypn- zruš- shodn- omyl- chybn- odlišn-
        nejednoznačn- neurčit- neobyčejn- nevyžádan- nezapom- nezpracovan- zakazuj- zákaz-
    """,
    none="""
        nej- nebo neboli neboť než nežli neb německ- němec- němc- neděl- nemoc- nech nechť nechte
        nechat nechej- nechá- necháv- netto network- neuro- neutr- nerv- nedávn- nezbytn- neustál-
        nesmírn- nehod- nenávi- nevěst- nevoln- neprodlen- net new news nemec- nesčetn- nepřetrž-
        nebes- nebe neteř- neon- neustup- nevyhnuteln- neděle next nekomerč- bezpeč- bezpros-
        nemá-li prostřed- prostor- prostudu- brány brána
    """,
)

SLOVAK = Cues(
    clear="""
        ne nie nikdy nikto nikoho nikomu nikým nič ničoho ničomu ničím nijako nijaký nikde nikam
        žiad- bez bezo ani niet niesú nieje ne- nemožn- zakázan-
    """,
    open="""
        nielen nie_len nie_iba nie_viac či_nie alebo_nie prečo_nie bezpochyby nanajvýš najviac
        najneskôr nebezpeč- neplatn- neznám- neúspe- neúpln- nesprávn- neštandard- nezávisl-
        nezáväz- nedostupn- neviditeľn- nekone- nedostat- neuver- nevýhod- nepriam- nespav-
        neplodn- nechuten- nechuť nezdar- nevhodn- nepodpor- neover- nekompat- neaktív- neobvykl-
        neočak- neobmedz- nepotrebn- nepovol- nepovin- neprítom- neprijem- nečitat- nesúhlas-
        neopráv- neautor- neprelož- nepreč[ií]t- nepouž- nezmen- nečakan- neformál- negatív-
        neprázd- nezried- nemálo nemenej len iba vyhn- vyhýb- vyvar- maxim- kým okrem chýb- chyb-
        zlyh- sotva zriedka málo menej zabrá- zabra- namiesto miesto prest- odmiet- odmietn-
        bráni- vylúč- vynech- presko[čk]- ignor- prázdn- zbav- bez- ťažk- zl[eéýá] vypn- zruš-
        zhodn- omyl- chybn- odlišn- nejednoznačn- neurčit- neobyčajn- nevyžiadan- nezabud-
        nespracovan- zákaz-
    """,
    none="""
        nech nechaj- nechá- nechať nemeck- nemec- nemci nedeľ- nemoc- neuro- neutr- nerv- nedávn-
        neustál- nevyhnut- nehod- nenávi- neskôr neskor- nevoľ- nesmier- nebo nebe neskorš- netto
        network- net new news nevest- nespoč- nepretrž- next bezpeč- bezpros- žiados- žiada-
        žiadať žiadan- nemu neho nej nejak- prostred- priestor-
    """,
)

SLOVENE = Cues(
    clear="""
        ne ni nikoli nikdar nihče nikogar nikomur nič ničesar ničemur nikjer nikamor nikakor
        nikakrš- noben- brez niti nisem nisi nismo niste niso nista nisva nima nimam nimaš nimajo
        nimate nimamo noče nočem nočeš nočejo nočete nočemo nekaj_ne nemogoč- prepovedan-
        onemogoč-
    """,
    open="""
        ne_samo ne_le ali_ne zakaj_ne ne_več_kot brez_dvoma nič_drugega ne- brez- samo le zgolj
        izogib- izogn- največ kvečjemu maksim- šele razen manjka- manjkajoč- pogreš- komaj redko
        malo manj prepreč- namesto preneh- ustav- zavrn- prost- izključ- izpust- prezr- praz-
        spodle- neuspe- preskoč- težko napak- napačn- odsot- primanj- izgub- ne_pozab- različn-
        drugačn- prepoveduj- prepoved
    """,
    none="""
        nek- nedelj- nedav- nemš- nemec nemc- nenehn- nevro- nevtr- živ- nego nesreč- neto
        nemudoma nepogreš- brezpl- prostor- prostit- neposred-
    """,
)

POLISH = Cues(
    clear="""
        nie nigdy nikt nikogo nikomu nikim nic niczego niczym niczemu nigdzie żad- bez beze ani
        bynajmniej wcale niemożliw- zabronion- brak brakuje
    """,
    open="""
        nie_tylko nie_więcej_niż czy_nie lub_nie dlaczego_nie czemu_nie bez_wątpienia nic_innego
        nie- bez- tylko jedynie wyłącznie unik- maksym- najwyżej dopiero chyba oprócz prócz
        wyjątk- zabrak- ledwie ledwo rzadk- rzadko mało mniej zakaz- zakaz zabran- wzbrani-
        wzbron- zapobie- zapobieg- zamiast inaczej przesta- odm[aó]w- odrzuc- woln- pozbaw-
        wyklucz- wyłącz- pomi[nj]- ignor- pust- niepowod- trudno ciężko przeciw- strac- trac-
        wbrew omi[nj]- opuszcz- opuści- wyjąwszy uniemożliw- błęd- błąd identycz- różn-
        nie_zapomn- oczywist- zabrania-
    """,
    none="""
        niedziel- niemiec- niemc- niech niechaj niektór- nieco niezbęd- niedawn- nieustan-
        niezwykl- niemal- niebiesk- niebo niebie niejed- niekied- nieodłącz- niezwłocz- bezpiecz-
        bezpośred- bezpł- bezwzgl-
    """,
)

UKRAINIAN = Cues(
    clear="""
        не ні ніколи ніхто нікого нікому ніким ніщо нічого нічому нічим ніде нікуди ніяк ніяк-
        жод- без немає нема неможливо ані нікотр- невже неможлив- заборонен- відсутн-
    """,
    open="""
        не_тільки не_лише не_просто чи_ні або_ні чому_б_не не_більше без_сумніву нічого_іншого не-
        без- тільки лише лиш уник- уникн- максим- щонайбільше крім окрім бракує навряд рідко мало
        менше запоб- перешкод- замість припин- відмов- відхил- вільн- позбавл- виключ- винятк-
        винят- виняток пропус- пропуск- ігнор- порожн- вимк- вимкн- важко складно проти втра[тч]-
        забу- помил- ідентич- не_забу- знімає унеможл- різні різниц- заборона заборони заборону
        забороня- брак
    """,
    none="""
        нещодавно неділ- необхідн- небо невдовзі негайн- нехай нею неї нейр- нерв- нейтр- нетто
        нечисленн- незабаром безпе- безпосеред- безкошт-
    """,
)
