"""The labels people write beside a card, over a column and on a front page, in the languages we have met.

One phrase between commas; accents, case and decoration are ignored when labels are compared.
"""

from __future__ import annotations

from typing import Final

FIELD_WORDS: Final = {
    "first_step": """
        first step, first steps, next step, stap een, eerste stap, primo passo, primeiro passo, pierwszy krok,
        première étape, prochaine étape, nächster schritt, premier pas, start with, 1st step, first action, first
        thing to do, first small step, smallest first step, step one, step 1, première action, premiers pas,
        premières étapes, étape 1, erste schritte, schritt 1, erste aktion, primeros pasos, primera acción, paso 1,
        primer paso concreto, camau cyntaf, cam un, أول خطوة, خطوة أولى, الخطوات الأولى, الخطوة 1
    """,
    "owner": """
        owner, owned by, assignee, assignees, lead, led by, who, responsible, responsible person, by whom, champion,
        qui, wer, verantwortlich, porteur, quién, encargado, wie, verantwoordelijke, eigenaar, responsabile,
        responsável, chi, właściciel, osoba odpowiedzialna, pwy, مسؤول, who will do it, who will lead, who leads, lead
        person, led by whom, person responsible, responsibility, action by, assigned to, actioned by, contact person,
        qui le fait, qui fait quoi, pilote, porteur du projet, porteuse, responsables, référent, référente, wer macht
        es, wer macht was, zuständige person, zuständigkeit, verantwortliche, verantwortung, ansprechpartner,
        ansprechpartnerin, quién lo hace, encargada, a cargo de, cyfrifol, yn gyfrifol, pwy sy'n arwain, arweinydd,
        المسؤولة, المسؤولون, الجهة المسؤولة, من المسؤول, المالك, من
    """,
    "place": """
        place, where, location, où, wo, dónde, plaats, waar, luogo, dove, lugar, local, onde, miejsce, gdzie, ble,
        where it happens, lieu, endroit, où cela se passe, ort, standort, sitio, lleoliad, ymhle, lle bydd hyn,
        أين, الموقع, مكان
    """,
    "measure": """
        measure, measures, measured by, measure of success, success measure, how we will know, indicator,
        indicateur, kennzahl, indikator, woran wir es merken, indicador, maatstaf, misura, indicatore, miernik,
        wskaźnik, how we will measure it, how will we know, how we'll know, how will we know it worked, success,
        success looks like, we are right if, we will know it worked if, success criteria, measured how, target,
        mesure du succès, comment le saurons-nous, comment saurons-nous, critère de réussite, indicateur de
        réussite, messung, erfolgsmaß, woran wir erfolg merken, woran merken wir es, erfolgskriterium, cómo lo
        sabremos, cómo lo mediremos, cómo se mide, indicador de éxito, sut byddwn ni'n gwybod, sut fyddwn ni'n
        gwybod, mesur llwyddiant, المؤشر, مؤشر النجاح, كيف نقيس, كيف سنعرف
    """,
    "review": """
        review, review date, review on, reviewed on, by when, when, deadline, due, due date, quand, échéance, wann,
        termin, bis wann, cuándo, fecha, plazo, wanneer, datum, evaluatiedatum, scadenza, quando, data, prazo,
        kiedy, data przeglądu, pryd, review by, look again, look back on, check back, check on, date of review,
        date for review, by, timescale, revue, date de revue, pour quand, date, überprüfung, überprüfen am,
        rückblick, rückblick am, bis, frist, revisión, revisar el, fecha límite, erbyn pryd, adolygu, dyddiad, موعد
        المراجعة, المراجعة, متى, الموعد, الموعد النهائي
    """,
    "tags": """
        tags, tag, labels, label, keywords, mots-clés, schlagworte, trefwoorden, etichette, tagi, etykiety, etykieta
    """,
    "cluster": """
        cluster, cluster name, group, group name, reflection group, stack name, grupo, groep, gruppo, grupa, clwstwr
    """,
    "note": """
        note, notes, remark, comment, commentaire, kommentar, comentario, opmerking, nota, komentarz, uwaga, nb,
        remarque, bemerkung, hinweis, observación, sylw, ملاحظات
    """,
    "tests": """
        tests
    """,
}
"""Labels under a card, beside those that our own papers print."""

SAID_WORDS: Final = """
    q, a, r, f, question, answer, reply, response, follow-up question, why, because, reason, example, e.g., detail,
    details, quote, frage, antwort, warum, grund, beispiel, question posée, réponse, pourquoi, exemple, pregunta,
    respuesta, por qué, ejemplo, pergunta, resposta, exemplo, vraag, antwoord, waarom, voorbeeld, domanda, risposta,
    perché, esempio, cwestiwn, ateb, pam, enghraifft, سؤال, السؤال, جواب, الجواب, لماذا, مثال, 问, 答, 问题, 回答, 例如
"""
"""Labels of what is said under a card about it."""

TOTAL_WORDS: Final = """
    total, totals, sum, grand total, totaux, somme, summe, gesamt, insgesamt, suma, totaal, totale, totali, totais,
    soma, razem, cyfanswm, المجموع, الإجمالي, 合计, 总计
"""
"""What stands before the sum of a column."""

COLUMN_WORDS: Final = {
    "table": """
        table, table number, table no, tafel, tavolo, stolik, stół
    """,
    "theme": """
        主题, 主題, 议题, 話題,
        theme, topic, session, theme title, title, sujet, titre, titel, título, titolo, onderwerp,
        argomento, temat, tytuł, pwnc, الموضوع, موضوع, session name, board topic, slide title
    """,
    "namesake": """
        theme id
    """,
    "question": """
        问题, 問題,
        question, question text, theme question, the question, vraag, domanda, pergunta, pytanie, السؤال
    """,
    "kind": """
        类型, 類型, 类别, 分类,
        kind, type, category, list, list name, card type, prompt, math, art, typ, kategorie, genre, catégorie,
        tipo, categoría, clase,
        soort, categorie, categoria, rodzaj, kategoria, النوع, نوع
    """,
    "text": """
        summary, issue summary, card summary,
        text, card, card text, card name, card title, sticky text, sticky, note text, message, post, reflection,
        feedback, body, content, statement, point, contribution, item, idea, description, wording, words, tekst van de
        notitie, notitie, notiz, notiztext, zettel, post-it, postit, nota adhesiva, nota autoadesiva, bigliettino,
        kort, 文本, 内容, 便签, 卡片, texte, contenu, carte, inhalt, aussage, beitrag, karte, texto, contenido, tarjeta,
        tekst, kaart, testo, contenuto, scheda, conteúdo, cartão, treść, karta, testun, cerdyn, النص, نص, البطاقة,
        response, responses, answer, answers, réponse, réponses, antwort, antworten, respuesta, respuestas, ateb,
        atebion, sticky note, الإجابة
    """,
    "task": """
        what, what to do, task, tasks, was, aufgabe, aufgaben, quoi, tâche, tâches, qué, tarea, tareas, wat,
        taak, taken, che cosa, compito, o que, tarefa, co, zadanie, beth, tasg, ماذا, المهمة
    """,
    "id": """
        id, issue key, question id, idea id, card id, note id, item id, ref, reference, no, number, nr, rhif, numéro,
        nummer, número
    """,
    "dots": """
        الأصوات, أصوات, عدد الأصوات, التصويتات, 票, 得票, 得票数, 点赞,
        dots, votes, votes for, votes in favour, votes pour, ja-stimmen, vote count, number of votes,
        total votes, votes received, likes, upvotes, up votes,
        thumbs up, votes up, score, points,
        dot votes, 👍, +1, reactions count, voix, 票数, 投票, votes reçus, stimmen, votos, stemmen, voti,
        głosy, pleidleisiau
    """,
    "voters": """
        voters
    """,
    "headline": """
        subject, headline, card heading, betreff, asunto, oggetto
    """,
    "board": """
        board, board name, board title, project, project name, project title
    """,
    "remarks": """
        comments, card comments, card description, discussion, replies, discussion notes, kommentare, commentaires,
        comentarios,
        opmerkingen, commenti, comentários, komentarze, sylwadau
    """,
    "lane": """
        column, column name, column title, frame, frame name, swimlane, swim lane, lane, area, section, bucket,
        quadrant, board column, colonne, cadre, section du tableau, spalte, rahmen, bereich, columna, marco, área,
        colofn, ffrâm, العمود, colonna, kader, vak, cadran, zone, quadro, quadrante, riquadro, cuadrante, sección,
        secção, sezione, blok, abschnitt, quadrant, spalte/liste, liste, lista, lijst, 列, 栏, 列表, kolom,
        coluna, kolumna
    """,
    "author": """
        mitglieder, mitglied, bearbeiter, zugewiesen an, membres, membre, miembros, miembro,
        leden, lid, membri, membros, 姓名, 成员, الأعضاء, المشارك,
        author, author name, author id, authors, created by, creator, user, users, user name, username, participant,
        participants, last updated by, last modified by, modified by, updated by, edited by, voter,
        voter name, member, members, posted by, submitted by, added by, email, e-mail, auteur, auteure, autor,
        autorin, écrit par, créé par, escrito por, criado por, gemaakt door, geschreven door, scritto da, creato da,
        geschrieben von, von wem, asker, asker name, asked by, respondent, participant name, display name, 作者, 创建者,
        erstellt von, verfasser, autora, creado por, awdur, المؤلف, الكاتب, autore, maker
    """,
    "parent": """
        parent, parent id, parent note, stack, stack id, stacked under, child of
    """,
}
"""Headings of a sheet's columns."""

THEME_WORDS: Final = """
    theme, topic, subject, session, table, group, workshop, round, breakout, breakout group, station, issue, thema,
    pwnc, bwrdd, grŵp, sesiwn, thème, sujet, atelier, groupe, tisch, gruppe, runde, tema, mesa, grupo, taller,
    sesión, onderwerp, tafel, groep, ronde, tavolo, gruppo, bord, teema, pöytä, ryhmä, téama, temat, stolik, stół,
    grupa, mesa, sessão, المحور, محور,
    الموضوع, طاولة, الطاولة
"""
"""What stands before a theme's number or title."""

QUESTION_WORDS: Final = """
    question, our question, the question, key question, cwestiwn, frage, leitfrage, unsere frage, notre question,
    pregunta, vraag, domanda, pergunta, pytanie, fråga, spørgsmål, spørsmål, kysymys, ceist,
    السؤال, سؤال
"""
"""What stands before a question."""

PARTICULARS: Final = """
    date, time, place, venue, location, where, when, host, hosts, table host, facilitator, facilitators, facilitated
    by, convenor, convener, convened by, scribe, note taker, notetaker, notes by, recorder, rapporteur, participants,
    present, attendees, in attendance, apologies, chair, author, authors, version, contact, email, tel, phone, source,
    from, to, cc, re, table, group, size, number of participants, reported by, recorded by, next meeting, signed,
    lang, language, note, nb, who is here, who was here, who was there, who came, link, qui est là, qui était là, wer
    ist da, wer war da, wer dabei war, quién está, quiénes estaban, quem está, wie is er, wie was er, aanwezigen, chi
    c'è, chi c'era, notetakers, minutes by, minute taker, written by, compiled by, department, school, class, klasse,
    room, raum, salle, salón, sala, duration, dauer, durée, duración, dyddiad, lle, lleoliad, hwylusydd, yn bresennol,
    lieu, heure, animateur, animatrice, animation, secrétaire, rapporteuse, présents, excusés, datum, ort, zeit,
    uhrzeit, moderation, moderator, moderatorin, protokoll, teilnehmer, teilnehmende, anwesend, fecha, lugar, hora,
    facilitador, facilitadora, moderadora, participantes, asistentes, presentes, plaats, tijd, gespreksleider,
    verslag, aanwezig, deelnemers, luogo, ora, data, facilitatore, partecipanti, presenti, local, moderador, relator,
    miejsce, godzina, uczestnicy, obecni, التاريخ, المكان, الميسر, المشاركون, الحضور
"""
"""Labels of what a paper says about itself; a line that begins so names no theme."""
