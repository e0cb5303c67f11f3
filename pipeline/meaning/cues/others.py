"""Negation in the Baltic, Finnic and other languages.

Latvian and Lithuanian write it on the verb (`nelietojiet`, `nevartokite`), Turkish inside it
(`almayın`, `almamalısınız`), Maltese around it (`ma tiħux`); Finnish and Estonian have a verb for
it (`ei`, `älä`, `ära`).
"""

from pipeline.meaning.cues.rows import Cues

GREEK = Cues(
    clear="""
        δεν δε μη μην όχι χωρίς δίχως ποτέ κανείς κανένας κανενός κανέναν καμία καμιά κανένα
        τίποτα τίποτε πουθενά ούτε μήτε ουδέποτε ουδείς ουδέν ουδεμία μηδέποτε άνευ αδύνατ-
        απαγορε[υύ]-
    """,
    open="""
        όχι_μόνο ή_όχι γιατί_όχι αν_όχι όχι_περισσότερ- χωρίς_αμφιβολία τίποτα_άλλο άκυρ- αόρατ-
        ανενεργ- άγνωστ- ανεπαρκ- ακατάλλ- απενεργ- αποφεύγ- αποφύγ- αποφεύχ- αποφυγ- μόνο μόνον
        μονάχα απλώς απλά μέγιστ- ανώτατ- παρά εκτός λείπ- έλλειψ- ελλειπ- ελλιπ- απουσ- σπάνι-
        μόλις λίγ- ελάχιστ- λιγότερ- εμποδ- εμπόδ- αποτρ- αποτρέψ- αντί διαφορετικ- σταματ-
        σταμάτ- αρν- αρνείτ- απορρ- ελεύθερ- εξαιρ- αποκλ- παραλ- παράλ- αγνο- αποτυ- αποτύ-
        απέτυ- κεν[όήάέ]- ανεπιθύμ- ανίκαν- αδυνα- ανύπαρκτ- ανεξάρτητ- ασύμβατ- δύσκολ- χάσ-
        ατελ- ανασφαλ- ακύρω- δεν_πειράζει σφάλμα- λάθος λανθασ- διαφορ- μην?_ξεχ- αυτονόητ-
        το_πολύ απαγορευτικ- αδυναμ-
    """,
)

ESTONIAN = Cues(
    clear="""
        ei ära ärge ärgem ärgu mitte ilma pole polnud poleks polegi ega eikeegi eales mittemidagi
        -mata võimatu- keelatud
    """,
    open="""
        mitte_ainult või_mitte miks_mitte kas_või mitte_rohkem kahtlemata -matu -matu[dtks]
        -matute -matuid -tud_ainult ainult vaid üksnes väldi- väldit- vältida vält- maksim-
        arvatud puudu- puudub puuduvad puudus vaevalt harva vähe vähem keeld- takist- asemel
        lõpeta- keeldu- vaba vabad mitte- eba- vigane vigased tühi tühja tühjad raske jätke
        välista- väljalül- ignoreeri- aegunud vale valesti nurju- viga vea- ära_unusta
        ärge_unustage töötlemata jätke_ära jäta_ära keelab keelata keelake
    """,
    none="""
        arvamata
    """,
)

FINNISH = Cues(
    clear="""
        ei en et emme ette eivät eikä enkä etkä emmekä ettekä eivätkä ettei etten ettet ettemme
        ettette etteivät älä älkää älköön älkäämme äläkä älkääkä ilman -matta -mättä mahdoton
        mahdotto- kielletty-
    """,
    open="""
        ei_vain ei_ainoastaan ei_pelkästään vai_ei tai_ei miksi_ei eikö ei_enempää epäilemättä
        -ton -tön -tonta -töntä -ttomasti -ttömästi -ttoman -ttömän vain ainoastaan pelkästään
        vältä- vältt- vältet- enintään korkeintaan maksim- vasta ellei elleivät ellet ellen mikäli
        paitsi lukuun puuttu- puut- harvoin tuskin vähän vähemm- est- estä- estet- sijaan sijasta
        lopet- lakka- hylk- vapaa- vapai- epä- virheel- tyhj- poissa vaikea- ohita- ohitt- unohta-
        vanhent- vailla väär- virhe- älä_unohda -ttoma- -ttömä- ongelmitta kiellet- kielto-
        kieltäyt- kieltäydy-
    """,
    none="""
        huolimatta mutta muttei tiedoston hakemiston arkiston -ston -stön -iston
    """,
)

HUNGARIAN = Cues(
    clear="""
        nem ne nincs nincsen sincs sincsenek sem se soha sohasem sose senki senkit senkinek
        senkivel semmi semmit semmiben semminek semmivel semmiképp- semmilyen semmiféle sehol
        sehova sehová sehonnan nélkül nélküli anélkül egyiksem nehogy nemigen mégsem nincsenek
        lehetetlen- tilos tilalmas megtilt- sosem -hetetlen- -hatatlan-
    """,
    open="""
        nem_csak nemcsak nem_csupán nem_pusztán vagy_nem vagy_sem miért_ne nem_több kétségtelen-
        -talan- -telen- -tlan- -tlen- nem- csak csupán kizárólag legfeljebb maxim- kivéve kivétel-
        kívül hiány- hiányz- elkerül- kevés kevesebb alig aligha ritkán megakadály- akadály-
        helyett ellenkező hagyja megtagad- visszautas- elutas- mentes- -mentes- kizár- mellőz-
        üres hibás- sikertelen- nehéz nehezen elmarad- kihagy- figyelmen inkább elvesz- veszít-
        tartózkod- hib- rossz szabadon ne_felejts- ne_feled- eltér- nem_kötelező kerülje kerülni
        kerüljük abbahagy-
    """,
    none="""
        nemzet- nemek nemi nemzed- nemes- nemrég- nemsokára újra feltétlen- feltétlenül elsősorban
        egyetlen- közvetlen- azonosít-
    """,
)

IRISH = Cues(
    clear="""
        ní níl nílim nílimid nílid níor níorbh nach nár nárbh gan char cha nílir nílfi- nílte
        (?<!\\w\\x20)ná agus_ná nó_ná ach_ná iarrtar_ort_ná dodhéanta toirmiscthe coiscthe
    """,
    open="""
        ní_hamháin gan_amhras gan_dabht nó_nach cén_fáth_nach neamh- éa- amháin seachain-
        sheachain- seachnaí- seachnófar seachaint sheachaint seachnaigh ar_a_mhéad uasmh- mura
        murar murab muna munar seachas cé_is_moite easpa easnamh- iarraidh teip- theip- annamh
        beagán níos_lú toirmisc- thoirmisc- cosc- chosc- ionad stop- scoir- diúlt- dhiúlt- saor
        díchumas- dhíchumas- folamh folmha eisi- eisc- deacair bac- mbac- neamhní choíche éagsúil
        éagumas- éagum- ionchas- caill- chaill- neamhaird earráid- mícheart- ná_déan_dearmad
        dodhéanta- mínorm- uasmhéid-
    """,
    none="""
        aon_ní gach_ní an_ní ní_ba ní_mór nach_mór níorbh_fhearr ní_foláir
    """,
)

LATVIAN = Cues(
    clear="""
        ne nē nav nekad nekas neko nekam nekur nevien- bez ne- neiespējam- aizlieg-
    """,
    open="""
        ne_tikai vai_nē kāpēc_ne ne_vairāk bez_šaubām nezinām- nederīg- nepareiz- nevēlam-
        neatkarīg- nepietiekam- nepilnīg- nesekmīg- negatīv- neobligāt- neaktīv- nesaderīg-
        nedroš- nevajadzīg- nepiemērot- neparast- neredzam- nepieejam- neierobežot- tikai vien
        vienīgi izvair- maksim- iekams izņemot trūk- trūkst iztrūk- diez_vai reti maz mazāk
        novērs- nepieļau- vietā pārtrauc- pārst- atteik- noraid- brīv- izslēg- ignor- tukš- kļūd-
        grūti pazaud- zaud- atspējo- izlai- neatkārtoj- neapstrād- neaizmirst-
    """,
    none="""
        nedēļ- nelaim- neskat- nepieciešam- neatliekam- nerv- neiro- neitr- neto nesen nesenā-
        nekustam- nemitīg- nebeidzam- net nest nesiet nesat neviļus negadījum- nekavējot- nesen-
        nepārtraukt-
    """,
)

LITHUANIAN = Cues(
    clear="""
        ne nėra nebėra nebuvo niekada niekad niekas nieko niekam niekur joks jokia jokio jokių
        jokie jokius joki jokiu jokiam jokiems jokioms jokiais jokią jokiose jokiame be nei ne-
        neįmanom- draudžiam- uždraus-
    """,
    open="""
        ne_tik ne_vien ar_ne kodėl_ne ne_daugiau be_abejo- nebent nežinom- netinkam- neteising-
        nepageid- nepriklaus- nepakankam- nepiln- nesėkm- neigiam- neprivalom- neaktyv- nesuderin-
        nesaug- nereikaling- neįprast- nematom- neprieinam- neribot- netiesiogin- nepaisant tik
        tiktai vien vengti venk- veng- išveng- daugiausia maksim- išskyrus išimt- trūk- stoka
        stok- vargu retai mažai mažiau užkirs- užkert- vietoj nustok- nutrauk- atsisak- atmest-
        atmes- laisv- išjung- ignor- tušč- klaid- sunk- prarad- praleis- nebūtin- neapdorot-
        nebegalioj- nepamiršk- tušči- draudimas draudimo
    """,
    none="""
        nes nedelsi- nedels- neseniai nesen- net netgi negu nemaž- neto nelaim- nerv- neuro-
        neutr- nešti neš- neša nebegalint- nepaprast- nekilnojam- be_to be_kita_ko be_galo
        nepertrauk- nuolat bet beje beveik bendr- berniuk- belieka nedidel- netrukus nesenai bei
    """,
)

MALTESE = Cues(
    clear="""
        ma m' m'- mhux mhix mhumiex mhijiex mhuwiex mhemmx mhemm- mintix minix qatt xejn ħadd
        imkien bla mingħajr lanqas impossibbli projbit- ipprojbit- -\\w\\wx
    """,
    open="""
        mhux_biss jew_le għaliex_le mhux_aktar bla_dubju mingħajr_dubju xejn_aktar ebda biss evit-
        jevita- tevita- nevita- aktar massim- l-aktar ħlief minbarra nieqes nieqsa neqsin nuqqas-
        rari ftit anqas inqas ipprojbi- projbi- impedi- jipprevjeni- tipprevjeni- minflok inkella
        tieqaf jieqaf waqqaf ieqaf jirrifjuta- tirrifjuta- ħieles ħielsa invalid- inkompl-
        inkorrett- illeg- diżattiv- inabilit- diffiċli vojt vojta falla- falli- tlift jitlef
        titlef injora-
    """,
    none="""
        biex għaliex fiex biex- x x'- ix ix- ħdax tnax tlettax erbatax ħmistax sittax sbatax
        tmintax dsatax fax flux box max linux unix index latex sex relax mix lux durex
    """,
)

TURKISH = Cues(
    clear="""
        değil- yok yoktur yoksa_da yoksun hayır asla hiçbir- -m[ae]y[ıi]n -m[ae]y[ıi]n[ıi]z
        -m[ae]z -m[ae]zs- -m[ae]zl- -m[ae]zd- -m[ae]zk- -m[ae]d[ıi] -m[ae]d[ıi]m -m[ae]d[ıi]k
        -m[ae]d[ıi]n- -m[ae]d[ıi]l[ae]r -m[ae]d[ıi]ğ- -m[ae]d[ıi]ys- -m[ıiuü]yor-
        -m[ae]m[ae]l[ıi]- -m[ae]m[ae]kt- -m[ae]m[ae]k -m[ae]m[ae]s[ıi]- -m[ae]m[ae]n[ıi]z-
        -m[ae]m[ıi]ş- -m[ae]y[ae]n -m[ae]y[ae]nl- -m[ae]y[ae]c[ae][kğ]- -m[ae]y[ae]bil-
        -m[ae]ks[ıi]z[ıi]n -m[ae]y[ıi]p -m[ae]y[ıi]z -m[ae]y[ıi]nc[ae] -m[ae]m[ae]y[ae]
        -m[ae]m[ae]y[ıi] imkânsız imkansız olanaksız yasaktır yasak degil- -m[ae]d[ae]n
    """,
    open="""
        değil_mi sadece_değil yalnızca_değil yok_mu ya_da_değil neden_olmasın hiçkimse ne
        -m[ae]s[ıi]n- -m[ae]m[ae] -s[ıiuü]z -s[ıiuü]zl- -s[ıiuü]zd- -s[ıiuü]zc[ae]
        -s[ıiuü]z[ıiuüae]- sadece yalnızca yalnız kaçın- en_fazla en_çok azami maksim- dışında
        hariç eksik- nadiren zor zorla az daha_az engel- önle- yerine aksi durdur- vazgeç- reddet-
        başarısız- boş boşta geçersiz bilinmeyen kayıp kaybet- atla- gizli devre_dışı yanlış kötü
        gayri \\w+[ıiuü]p_\\w+m[ae](?:d[ıi]ğ|y[ae]c[ae]ğ|m[ae]s[ıi])- unutma- değişmez- istenmeyen
        yok_sat- hata- ancak_\\w+_sonra
    """,
    none="""
        -m[ae]d[ae]n_önce temmuz namaz
    """,
)
