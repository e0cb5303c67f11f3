"""Negation in the Romance languages."""

from pipeline.meaning.cues.rows import Cues

SPANISH = Cues(
    clear="""
        no nunca jamás nada nadie ningún ningun- tampoco sin ni imposib- prohibid-
    """,
    open="""
        no_solo no_sólo no_solamente no_únicamente o_no por_qué_no no_más_de a_no_ser no_superior-
        no_exced- no_tan hasta_que_no nada_más ni_que sin_dud- sin_falta sin_querer sino evit-
        solo sólo solamente únicamente máxim- a_lo_sumo salvo excepto excep- menos falt- carec-
        carenc- ausen- apenas raramente rara_vez raro rara poco poca pocos pocas imped- impid-
        prohib- inváli- incorrect- incapa- inact- inacces- inadecu- inapr- incompl- incompat-
        indep- indis- inefic- inexist- ineses- innec- inseg- insuf- inút- irre- ileg- en_lugar
        en_vez nieg- rechaz- libre- contrario fall- fracas- vací- exclu- ignor- omit- mal exent-
        difícil- más_allá pierd- perd- abst- deten- cancel- error- sin_procesar sin_conexión
        sin_problema- sin_importar sin_formato distint- difer- idéntic- desactiv- deshabilit-
        desconoc- desaconsej- descart- desprov- dejar deje dejó deja negar niega negado prescind-
    """,
    none="""
        no_obstante sin_embargo
    """,
)

FRENCH = Cues(
    clear="""
        pas jamais rien aucun- nul nulle nuls nulles nullement sans ni non impossib- interdit-
    """,
    open="""
        pas_seulement pas_que non_seulement pas_uniquement ou_non ou_pas pourquoi_pas sinon
        sans_doute sans_cesse sans_aucun_doute pas_plus_de non_plus rien_que rien_d'autre ne n'
        n'- personne guère seulement uniquement seul seule seuls seules évit- maxim- sauf excepté
        except- hormis à_moins moins manqu- absen- défaut rarement rare rares peu empêch- inval-
        incorrect- incapab- inactiv- inaccess- inutil- inconn- indispon- insuffis- incompl-
        incompat- indép- ineff- inexist- invis- impropre- imprév- irr- illég- illis- mal mauvais-
        au_lieu plutôt arrêt- cess- refus- rejet- libre- libér- exclu- échou- échec vide-
        dépourvu- ignor- omet- omis difficil- perd- introuv- différ- erreur- n'hésite[zr]?_pas
        n'oublie[zr]?_pas pas_oublier désactiv- désagré- désappr- désinst- déconseil- disconv-
        inst[aá]bl- privé- priver au_plus identique- n'est_plus ne_plus à_but_non_lucratif
        interdire interdise interdiction-
    """,
    none="""
        pas_à_pas premier_pas premiers_pas un_pas le_pas les_pas des_pas de_pas ce_pas chaque_pas
        petits_pas n°- par_défaut
    """,
)

ITALIAN = Cues(
    clear="""
        non mai niente nulla nessun- senza né neanche nemmeno neppure no impossib- vietat-
        proibit-
    """,
    open="""
        non_solo non_soltanto non_solamente non_appena o_meno perché_no non_più_di a_meno
        finché_non senza_dubbio nient'altro più_che_mai evit- solo soltanto solamente unicamente
        massim- salvo tranne eccett- eccez- manca- mancan- assen- appena raramente raro rara rari
        poco poca pochi poche meno imped- invalid- incorrett- inadeg- incapac- inattiv- inacc-
        inutil- inutiliz- sconosciut- indispon- insuff- incompl- incompat- indip- ineff- inesist-
        insic- irril- irr- illeg- s[ck]onsigl- invece anziché al_posto smett- cess- ferm- rifiut-
        respin- liber- privo priva privi prive altrimenti esclu- escl- fall- vuot- ignor- omett-
        omess- difficil- perd- oltre error- differ- tranquill- identic- non_dimentic- disattiv-
        disabilit- disinst- disconn- proibire proibizion- vieta vietare
    """,
)

PORTUGUESE = Cues(
    clear="""
        não nunca jamais nada ninguém nenhum- sem nem tampouco nenhuns impossív- impossiv-
        proibid-
    """,
    open="""
        não_só não_somente não_apenas não_mais_que não_mais_do_que não_mais_de ou_não por_que_não
        porque_não a_não_ser nada_mais sem_dúvid- sem_falta evit- só somente apenas unicamente
        máxim- salvo exceto excepto exce[ptç]- menos falt- carec- carên- ausên- ausen- raramente
        raro rara pouco pouca poucos poucas imped- impeç- inváli- incorre- incapa- inativ- inact-
        inacess- inadeq- inapr- inút- desconhec- indisp- indep- insuf- incompl- incompat- inefic-
        inexist- inseg- irre- ileg- em_vez ao_invés em_lugar recus- rejeit- livre- contrário
        exclu- falh- fracass- vazi- isent- ignor- omit- impróp- difícil- perd- senão cancel- erro-
        difer- idêntic- zero custo não_há_problema não_se_esque[çc]- desativ- desabilit-
        desaconselh- descart- deixar deixe deixou proibir proíb- proibiç-
    """,
    none="""
        não_obstante
    """,
)

GALICIAN = Cues(
    clear="""
        non nunca xamais nada ninguén ningún ningunha- ningun- sen nin tampouco imposib- prohibid-
    """,
    open="""
        non_só non_soamente ou_non por_que_non non_máis_de a_non_ser nada_máis sen_dúbida evit- só
        soamente unicamente só_que máxim- agás salvo excepto exce[pc]- menos falt- carec- caren-
        ausen- raramente raro rara pouco pouca poucos poucas imped- inváli- incorrect- incapa-
        inact- inacces- inadec- inút- descoñec- indisp- indep- insuf- incompl- incompat- inexist-
        inseg- irre- ileg- prohib- en_lugar en_vez no_canto rexeit- libre- contrario exclu- fall-
        fracas- baleir- ignor- omit- difícil- perd- senón erro- difer- idéntic- sen_conexión
        sen_problema- non_esque[zc]- desactiv- deshabilit- desaconsell- descart- deixar deixe
    """,
    none="""
        non_obstante sen_embargo
    """,
)

CATALAN = Cues(
    clear="""
        no mai res ningú cap sense ni tampoc gens enlloc impossib- prohibit-
    """,
    open="""
        no_només no_sols no_solament o_no per_què_no no_més_de a_no_ser res_més sense_dubte
        sens_dubte més_que_mai evit- només sols solament únicament màxim- tret llevat excepte
        excep- menys falt- manc- absèn- rarament rar rara poc poca pocs poques imped- invàl-
        incorrect- incapa- inact- inacces- inadeq- inút- descone- indisp- indep- insuf- incompl-
        incompat- inexist- inseg- irre- il[·.]l- inhabilit- prohib- en_lloc en_comptes rebutj-
        lliure- altrament contrari exclu- fall- fracass- buit- buida ignor- omet- om[eè]s-
        difícil- perd- sinó atur- error- difer- idèntic- sense_connexió sense_problem- no_obl-
        desactiv- desconeg- desaconsell- descart- deixar deixeu
    """,
    none="""
        no_obstant cap_a cap_al cap_als cap_amunt cap_avall al_cap del_cap el_cap
        de_cap_manera_que cap_aquest-
    """,
)

ROMANIAN = Cues(
    clear="""
        nu n[-]- niciodată nicicând nimic nimeni nimănui niciun niciunul nicio niciuna niciunei
        niciunui nici fără imposib- interzis-
    """,
    open="""
        nu_numai nu_doar nu_în_ultimul_rând sau_nu de_ce_nu nu_mai_mult fără_îndoială
        nimic_altceva evit- doar numai cel_mult maxim- decât except- excepț- excepţ- în_afar-
        lips- absen- abia rar rare rareori puțin- puţin- împiedic- inval- incorect- incapab-
        inactiv- inacces- inadecv- inutil- indispon- insufic- incompl- incompat- ineficien-
        inexist- irel- ileg- în_loc refuz- resping- liber- altfel exclu- eșu- eşu- eșec- eşec- gol
        goală goale ignor- omi[ts]- dificil- greu pierd- renunț- renunţ- înceta- fals greșit-
        greşit- eroare- erori identic- diferi- fără_problem- nu_uita- dezactiv- dezinst- nevalid-
        necunosc- nereuș- neclar- neașt- nefolos- nesigur- neinst- nepot- nesuf- nedef- neautor-
        neobiș- nu_mai_puțin nea- nei- neu- neo- nes- ner- nep- nec- nef- neg[^or]- nel- nem- nev-
        ned- interzic-
    """,
    none="""
        nevo- neces- nerv- net neta neti negru neagr- neam neaparat neapărat nelini- nebun- neur-
        neutr- negoci- new- n[-]lea n[-]a_patra
    """,
)
