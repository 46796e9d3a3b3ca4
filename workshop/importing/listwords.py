"""The names people give their lists, in the languages we have met; one phrase between commas.

Accents, case and decoration are ignored when names are compared.
"""

from __future__ import annotations

from typing import Final

CERTAIN: Final = {
    "insight": """
        insight, insights, mewnwelediad, mewnwelediadau, einsicht, einsichten, erkenntnis, erkenntnisse,
        constat, constats, perspicacia, idea clave, ideas clave, hallazgo, hallazgos, inzicht, inzichten,
        insikt, insikter, indsigt, indsigter, innsikt, innsikter, oivallus, oivallukset, léargas, léargais,
        intuizione, intuizioni, spostrzeżenie, spostrzeżenia, wniosek, wnioski, استنتاج, استنتاجات,
        الاستنتاجات, رؤية, رؤى, الرؤى, أفكار رئيسية, الأفكار الرئيسية
    """,
    "experiment": """
        experiment, experiments, arbrawf, arbrofion, expérience, expériences, expérimentation,
        expérimentations, experimente, experimento, experimentos, experimenten, esperimento, esperimenti,
        eksperiment, eksperimenter, kokeilu, kokeilut, turgnamh, turgnaimh, arbrawf,
        experiência, experiências, eksperyment, eksperymenty, تجربة, تجارب, التجارب, التجربة
    """,
}
"""Names that can mean nothing else: they need no remark."""

LIKELY: Final = {
    "insight": """
        learning, learnings, lesson, lessons, lessons learned, lessons learnt, what we learned, what we
        learnt, what we have learned, what did we learn, what we heard, what we noticed, what we know,
        what we said, what people said, what was said, key messages, key message, messages, key points,
        key point, main points, points raised, points made, points, key discussion points, discussion
        points, discussion, discussions, summary of discussion, discussion notes, notes from the
        discussion, key findings, finding, findings, observation, observations, reflection, reflections,
        takeaway, takeaways, take aways, key takeaways, thoughts, comments, feedback, views, realisations,
        aha moments, what emerged, emerging insights, what went well, what worked, what worked well, what
        works, what works well, what is working, went well, what did not go well, what didn't go well,
        what didnt go well, what could be better, what did not work, what didn't work, yr hyn a ddysgwyd,
        beth ddysgon ni, beth a ddysgwyd, gwersi, gwersi a ddysgwyd, prif bwyntiau, sylwadau, pwyntiau
        trafod, trafodaeth, negeseuon allweddol, enseignements, apprentissages, leçons, leçons apprises,
        ce que nous avons appris, ce qu'on a appris, ce que nous retenons, points clés, points clefs,
        messages clés, messages clefs, observations, réflexions, idées fortes, idées clés, discussion,
        éclairages, enseignement, prises de conscience, compréhensions, was wir gelernt haben, was haben
        wir gelernt, gelernt, lernpunkte, lehren, beobachtungen, diskussion, kernaussagen, wichtigste
        punkte, kernpunkte, wichtige punkte, gedanken, aha-erlebnisse, ergebnisse, was gut lief, was lief
        gut, was nicht gut lief, diskussionspunkte, aprendizajes, aprendizaje, lecciones, lecciones
        aprendidas, lo que aprendimos, lo que hemos aprendido, qué aprendimos, qué hemos aprendido, puntos
        clave, mensajes clave, observaciones, reflexiones, discusión, conclusiones, comentarios,
        percepciones, geleerd, wat we leerden, wat we hebben geleerd, lessen, geleerde lessen,
        bevindingen, leerpunten, kernpunten, belangrijkste punten, observaties, opmerkingen,
        what did not go well, what didn't go well, what went less well, what could be better, what could be improved,
        was lief nicht gut, was lief nicht so gut, was lief schlecht, ce qui n'a pas marché, so what,
        lärdomar, vad vi lärde oss, vad vi har lärt oss, læring, hvad vi lærte, hva vi lærte, lærdommer, mitä opimme,
        havainnot, aprendizado, aprendizagem, lo que oímos, ce que nous avons entendu, was wir gehört haben,
        apprendimenti, lezioni apprese, cosa abbiamo imparato, che cosa abbiamo imparato, punti chiave,
        osservazioni, riflessioni, spunti, messaggi chiave, aprendizados, aprendizagens, lições, lições
        aprendidas, o que aprendemos, pontos principais, pontos-chave, pontos chave, observações,
        reflexões, percepções, perceções, czego się nauczyliśmy, czego nauczyliśmy się, obserwacje,
        kluczowe wnioski, refleksje, najważniejsze punkty, ما تعلمناه, ماذا تعلمنا, الدروس المستفادة, دروس
        مستفادة, النقاط الرئيسية, ملاحظات, الملاحظات, أهم النقاط
    """,
    "experiment": """
        idea, ideas, idea for action, ideas for action, idea to try, ideas to try, action, actions, action
        point, action points, action item, action items, actions to take, actions agreed, agreed actions,
        next step, next steps, nextsteps, steps, experiments to try, experiments to run, experiment ideas,
        things to try, what to try, what we would try, what we will try, what we could try, what could we
        try, what can we try, what will we do, what we will do, what we want to try, what shall we try,
        try, to try, to do, todo, to dos, pilot, pilots, prototypes, prototype, proposal, proposals,
        suggestion, suggestions, recommendation, recommendations, solution, solutions, possible solutions,
        commitments, quick wins, quick win, way forward, ways forward, follow up, follow ups, follow-up,
        follow-up actions, offers, innovations, syniad, syniadau, camau nesaf, cam nesaf, camau
        gweithredu, gweithredu, argymhellion, awgrymiadau, beth fyddwn ni'n ei wneud, pethau i roi cynnig
        arnynt, idée, idées, idées d'action, action à mener, actions à mener, pistes, pistes d'action,
        prochaines étapes, prochaine étape, étapes suivantes, propositions, proposition, recommandations,
        suggestions, essais, ce que nous voulons essayer, ce que nous allons essayer, expériences à
        tenter, expériences à mener, à essayer, solutions, plan d'action, engagements, versuch, versuche,
        idee, ideen, maßnahme, maßnahmen, massnahmen, aktionen, nächste schritte, nächster schritt,
        vorschläge, vorschlag, empfehlungen, lösungen, lösungsideen, was wir ausprobieren wollen, was wir
        ausprobieren, was wir tun wollen, ausprobieren, handlungsideen, aufgaben, vorhaben, idea, ideas,
        acción, acciones, próximos pasos, próximo paso, siguientes pasos, propuestas, propuesta,
        sugerencias, recomendaciones, pruebas, lo que probaríamos, lo que vamos a probar, qué probaríamos,
        ensayos, soluciones, compromisos, acties, actie, actiepunten, ideeën, volgende stappen,
        vervolgstappen, voorstellen, aanbevelingen, wat we willen proberen, proeven, idee, now what, idéer, förslag,
        nästa steg, vad vi vill prova, att prova,
        forslag, næste skridt, neste steg, hvad vi vil prøve, hva vi vil prøve, ideat, ehdotukset, mitä kokeilisimme,
        seuraavat askeleet, moltaí, cosa vorremmo provare, cosa vogliamo provare, azioni, azione,
        prossimi passi, proposte, suggerimenti, raccomandazioni, cosa proveremmo, cose da provare,
        soluzioni, ideias, ideia, ações, ação, próximas ações, próximos passos, propostas, sugestões,
        recomendações, o que vamos experimentar, o que gostaríamos de tentar, soluções, pomysły, pomysł,
        działania, działanie, następne kroki, kolejne kroki, propozycje, rekomendacje, co chcemy
        wypróbować, sugestie, أفكار, الأفكار, إجراءات, الإجراءات, الخطوات التالية, خطوات تالية, الخطوات
        القادمة, مقترحات, المقترحات, توصيات, التوصيات, ما سنجربه, حلول, الحلول
    """,
}
"""Names that most often mean this: they are taken so and said so."""

OTHER: Final = """
    question, questions, open questions, questions raised, key questions, unanswered questions, risk,
    risks, issues, concerns, parking lot, parking, car park, any other comments, other comments,
    attendees, attendance, present, in
    attendance, participants, participant list, apologies, people, facilitator, facilitators, table host,
    table hosts, hosts, agenda, programme, program, schedule, contents, table of contents, notes, note,
    background, introduction, context, purpose, aims, objectives, resources, references, links, further
    reading, glossary, acknowledgements, thanks, contacts, contact, decisions, any other business, aob,
    next meeting, disclaimer, absent, welcome, appendix, appendices, sources, rules, ground rules, method,
    methodology, about this document, wins, start, stop, continue, strengths, weaknesses, opportunities,
    threats, challenges, barriers, obstacles, problems, enablers, cwestiynau, risgiau, maes parcio, yn
    bresennol, presennol, ymddiheuriadau, nodiadau, cynnwys, geirfa, cefndir, questions ouvertes, risques,
    participants, présents, personnes présentes, excusés, ordre du jour, sommaire, glossaire, remarques,
    parking à idées, contexte, freins, obstacles, défis, fragen, offene fragen, risiken, teilnehmer,
    teilnehmende, anwesend, anwesende, entschuldigt, tagesordnung, themenspeicher, parkplatz,
    ideenspeicher, inhalt, glossar, notizen, hintergrund, moderation, hindernisse, preguntas, preguntas
    abiertas, riesgos, asistentes, presentes, participantes, ausentes, orden del día, aparcamiento,
    contenido, glosario, notas, retos, barreras, vragen, open vragen, risico's, deelnemers, aanwezig,
    aanwezigen, afwezig, parkeerplaats, agendapunten, domande, domande aperte, rischi, partecipanti,
    presenti, assenti, ordine del giorno, parcheggio, note, perguntas, riscos, participantes, presentes,
    ausentes, estacionamento, conteúdo, pytania, ryzyka, uczestnicy, obecni, nieobecni, notatki, parking
    pomysłów, أسئلة, الأسئلة, مخاطر, المخاطر, الحضور, المشاركون, الحاضرون, جدول الأعمال, المحتويات, المسرد
"""
"""Lists that are neither: they stay notes unless a mapping says otherwise."""
