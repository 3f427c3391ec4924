<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Behind</name>
    <message>
        <source>Negative messages</source>
        <translation>Negative Nachrichten</translation>
    </message>
    <message>
        <source>Neutral messages</source>
        <translation>Neutrale Nachrichten</translation>
    </message>
    <message>
        <source>Positive messages</source>
        <translation>Positive Nachrichten</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>%1 Nachr.</translation>
    </message>
    <message>
        <source>%1 contacts offered</source>
        <translation>%1 Kontakte eingegangen</translation>
    </message>
    <message>
        <source>%1 contacts</source>
        <translation>%1 Kontakte</translation>
    </message>
    <message>
        <source>%1 of all</source>
        <translation>%1 von allen</translation>
    </message>
    <message>
        <source>%1 positive, %2 negative</source>
        <translation>%1 positiv, %2 negativ</translation>
    </message>
    <message>
        <source>+%1 −%2</source>
        <translation>+%1 −%2</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>p90 %1</source>
        <translation>p90 %1</translation>
    </message>
    <message>
        <source>%1 unanswered</source>
        <translation>%1 unbeantwortet</translation>
    </message>
    <message>
        <source>%1, max&#xa0;%2</source>
        <translation>%1, max&#xa0;%2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 abandoned + %2 short</source>
        <translation>%1 Abbrüche + %2 kurze</translation>
    </message>
    <message>
        <source>%1 abandoned</source>
        <translation>%1 Abbrüche</translation>
    </message>
    <message>
        <source>%1 in time</source>
        <translation>%1 rechtzeitig</translation>
    </message>
    <message>
        <source>%1 within %2</source>
        <translation>%1 binnen %2</translation>
    </message>
    <message>
        <source>%1 within their target</source>
        <translation>%1 im Ziel</translation>
    </message>
    <message>
        <source>%1 answered in time</source>
        <translation>%1 rechtzeitig beantwortet</translation>
    </message>
    <message>
        <source>%1 answered</source>
        <translation>%1 beantwortet</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>≈ estimated</source>
        <translation>≈ geschätzt</translation>
    </message>
    <message>
        <source>longest %1</source>
        <translation>längste %1</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>%1 waiting in queues</source>
        <translation>%1 in Warteschlangen</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartend</translation>
    </message>
    <message>
        <source>longest waiting %1</source>
        <translation>am längsten %1</translation>
    </message>
    <message>
        <source>oldest unanswered %1</source>
        <translation>älteste offene %1</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>älteste %1</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>occupancy %1, %2</source>
        <translation>Auslastung %1, %2</translation>
    </message>
    <message>
        <source>occupancy %1</source>
        <translation>Auslastung %1</translation>
    </message>
    <message>
        <source>busy %1</source>
        <translation>belegt %1</translation>
    </message>
    <message>
        <source>%1 of %2 slots busy</source>
        <translation>%1 von %2 Plätzen belegt</translation>
    </message>
    <message>
        <source>%1 of %2 busy</source>
        <translation>%1 von %2 belegt</translation>
    </message>
    <message>
        <source>nobody known to be logged in</source>
        <translation>niemand bekannt</translation>
    </message>
    <message>
        <source>nobody known</source>
        <translation>niemand bekannt</translation>
    </message>
    <message>
        <source>nobody logged in</source>
        <translation>niemand angemeldet</translation>
    </message>
    <message>
        <source>nobody known to wait</source>
        <translation>niemand bekannt</translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>niemand wartet</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>n %1</source>
        <translation>n %1</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>was %1 at %2</source>
        <translation>war %1 um %2</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>war %1</translation>
    </message>
    <message>
        <source>never seen</source>
        <translation>nie gesehen</translation>
    </message>
    <message>
        <source>alarm of level %1</source>
        <translation>Alarm der Stufe %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an alarm, and of what</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>up %1</source>
        <translation>um %1 gestiegen</translation>
    </message>
    <message>
        <source>down %1</source>
        <translation>um %1 gefallen</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>m</source>
        <comment>minutes, where there is little room</comment>
        <translation>m</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>5 min to %1</source>
        <translation>5 min bis %1</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>nothing since %1</source>
        <translation>nichts seit %1</translation>
    </message>
    <message>
        <source>nothing in the last hour</source>
        <translation>nichts in der letzten Stunde</translation>
    </message>
    <message>
        <source>n %1</source>
        <translation>n %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>älteste %1</translation>
    </message>
    <message>
        <source>%1 a minute</source>
        <translation>%1 je Minute</translation>
    </message>
    <message>
        <source>%1, by channel</source>
        <translation>%1, je Kanal</translation>
    </message>
    <message>
        <source>%1 a minute, by channel</source>
        <translation>%1 je Minute, nach Kanal</translation>
    </message>
    <message>
        <source>other</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>p25 %1</source>
        <translation>p25 %1</translation>
    </message>
    <message>
        <source>p90 %1</source>
        <translation>p90 %1</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>Median %1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>a count in some minutes</comment>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>nothing in the last %1</source>
        <translation>nichts in den letzten %1</translation>
    </message>
    <message>
        <source>this engine tells the last hour only</source>
        <translation>diese Engine kennt nur die letzte Stunde</translation>
    </message>
</context>
<context>
    <name>Condition</name>
    <message>
        <source>silent %1</source>
        <translation>stumm %1</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>disconnected %1</source>
        <translation>getrennt %1</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>clock back %1</source>
        <translation>Uhr zurück %1</translation>
    </message>
    <message>
        <source>stale %1</source>
        <translation>veraltet %1</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>lädt</translation>
    </message>
    <message>
        <source>paused %1</source>
        <translation>angehalten %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>late %1</source>
        <translation>spät %1</translation>
    </message>
    <message>
        <source>%1 silent %2</source>
        <translation>%1 stumm %2</translation>
    </message>
    <message>
        <source>stale, to %1</source>
        <translation>veraltet, bis %1</translation>
    </message>
    <message>
        <source>looking for it</source>
        <translation>wird gesucht</translation>
    </message>
</context>
<context>
    <name>ConversationAsking</name>
    <message>
        <source>%1 (↑ ↓ or a touch: another bucket). Why?</source>
        <translation>%1 (↑ ↓ oder Berühren: ein anderer Korb). Warum?</translation>
    </message>
    <message>
        <source>confirm</source>
        <translation>bestätigen</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>abbrechen</translation>
    </message>
</context>
<context>
    <name>ConversationColumns</name>
    <message>
        <source>Customers above, brand below</source>
        <translation>Kunden oben, Marke unten</translation>
    </message>
    <message>
        <source>Positive above, negative below</source>
        <translation>Positiv oben, negativ unten</translation>
    </message>
</context>
<context>
    <name>ConversationKeys</name>
    <message>
        <source>its author</source>
        <translation>Verfasser</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>search</source>
        <translation>suchen</translation>
    </message>
    <message>
        <source>other order</source>
        <translation>andere Ordnung</translation>
    </message>
    <message>
        <source>other bucket</source>
        <translation>anderer Korb</translation>
    </message>
    <message>
        <source>assign</source>
        <translation>zuweisen</translation>
    </message>
    <message>
        <source>assign to %1</source>
        <translation>an %1</translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation>gesehen</translation>
    </message>
    <message>
        <source>escalate</source>
        <translation>eskalieren</translation>
    </message>
    <message>
        <source>resolve</source>
        <translation>erledigen</translation>
    </message>
    <message>
        <source>move</source>
        <translation>verschieben</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>take back</source>
        <translation>zurücknehmen</translation>
    </message>
    <message>
        <source>open it</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>negativ</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>neutral</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>positiv</translation>
    </message>
</context>
<context>
    <name>ConversationPanel</name>
    <message>
        <source>Words to look for, &quot;a phrase&quot;, or begin*</source>
        <translation>Gesuchte Wörter, &quot;eine Wendung&quot; oder Anfang*</translation>
    </message>
    <message>
        <source>Assign to (empty: to nobody)</source>
        <translation>Zuweisen an (leer: an niemanden)</translation>
    </message>
    <message>
        <source>Move to %1</source>
        <translation>Verschieben nach: %1</translation>
    </message>
    <message>
        <source>What was done, the newest first</source>
        <translation>Was getan wurde, Neues zuerst</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
    <message>
        <source>This wall is read only. Whoever is to act starts it with --as NAME, or writes operator = &quot;NAME&quot; into its configuration.</source>
        <translation>Diese Wand zeigt nur. Wer handeln soll, startet sie mit --as NAME oder schreibt operator = &quot;NAME&quot; in ihre Konfiguration.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>Conversations</name>
    <message>
        <source>1 message</source>
        <translation>1 Nachricht</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>%1 Nachrichten</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>reach %1</source>
        <translation>Reichweite %1</translation>
    </message>
    <message>
        <source>waits %1</source>
        <translation>wartet %1</translation>
    </message>
    <message>
        <source>text masked</source>
        <translation>Text verdeckt</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>kein Text</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>text masked, %1 bytes</source>
        <translation>Text verdeckt, %1 Bytes</translation>
    </message>
    <message>
        <source>%1 … (the rest was not kept)</source>
        <translation>%1 … (der Rest wurde nicht aufbewahrt)</translation>
    </message>
    <message>
        <source>%1, corrected</source>
        <translation>%1, korrigiert</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>private</source>
        <translation>privat</translation>
    </message>
    <message>
        <source>%1 (taken back)</source>
        <translation>%1 (zurückgenommen)</translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>niemand wartet</translation>
    </message>
    <message>
        <source>%1 … (%2 characters more)</source>
        <translation>%1 … (noch %2 Zeichen)</translation>
    </message>
    <message>
        <source>not triaged</source>
        <translation>nicht eingeordnet</translation>
    </message>
    <message>
        <source>count only</source>
        <translation>nur gezählt</translation>
    </message>
    <message>
        <source>marketing</source>
        <translation>Marketing</translation>
    </message>
    <message>
        <source>contact centre</source>
        <translation>Kundendienst</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>gesehen</translation>
    </message>
    <message>
        <source>escalated</source>
        <translation>eskaliert</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>closed by the customer</source>
        <translation>vom Kunden beendet</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>negativ</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>neutral</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>positiv</translation>
    </message>
    <message>
        <source>nobody&apos;s</source>
        <translation>niemandem zugewiesen</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>customer %1</source>
        <translation>Kunde %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>assigned to nobody</source>
        <translation>niemandem zugewiesen</translation>
    </message>
    <message>
        <source>assigned to %1</source>
        <translation>%1 zugewiesen</translation>
    </message>
    <message>
        <source>moved to %1</source>
        <translation>verschoben nach: %1</translation>
    </message>
    <message>
        <source>noted</source>
        <translation>notiert</translation>
    </message>
    <message>
        <source>took back an act</source>
        <translation>nahm etwas zurück</translation>
    </message>
    <message>
        <source>The engine does not answer: %1</source>
        <translation>Die Engine antwortet nicht: %1</translation>
    </message>
    <message>
        <source>Too many are asking the engine; it is asked again</source>
        <translation>Zu viele fragen die Engine; sie wird wieder gefragt</translation>
    </message>
    <message>
        <source>It is gone: joined to another conversation, or let go with its age</source>
        <translation>Sie ist fort: mit einer anderen vereint, oder zu alt</translation>
    </message>
    <message>
        <source>a message is %1</source>
        <translation>eine Nachricht ist %1</translation>
    </message>
</context>
<context>
    <name>Definition</name>
    <message>
        <source>contacts that came into a queue, at that moment</source>
        <translation>Kontakte, die in eine Warteschlange kamen, zu diesem Zeitpunkt</translation>
    </message>
    <message>
        <source>contacts that a person answered, at that moment</source>
        <translation>Kontakte, die ein Mensch annahm, zu diesem Zeitpunkt</translation>
    </message>
    <message>
        <source>contacts whose customer left the queue, at that moment</source>
        <translation>Kontakte, deren Kunde die Warteschlange verließ, zu diesem Zeitpunkt</translation>
    </message>
    <message>
        <source>contacts that left a queue otherwise: transfer, overflow, callback</source>
        <translation>Kontakte, die eine Warteschlange anders verließen: Weitergabe, Überlauf, Rückruf</translation>
    </message>
    <message>
        <source>abandoned after a wait that is too short to count</source>
        <translation>abgebrochen nach einer Wartezeit, die zu kurz ist, um zu zählen</translation>
    </message>
    <message>
        <source>messages by customers</source>
        <translation>Nachrichten von Kunden</translation>
    </message>
    <message>
        <source>messages by the brand</source>
        <translation>Nachrichten der Marke</translation>
    </message>
    <message>
        <source>public messages by customers that name the brand; in a sum of brands each counts once</source>
        <translation>öffentliche Nachrichten von Kunden, die die Marke nennen; in einer Summe von Marken zählt jede einmal</translation>
    </message>
    <message>
        <source>conversations, at their first message by a customer</source>
        <translation>Gespräche, bei der ersten Nachricht eines Kunden</translation>
    </message>
    <message>
        <source>conversations that nobody answered in time, at that moment</source>
        <translation>Gespräche, die niemand rechtzeitig beantwortete, zu diesem Zeitpunkt</translation>
    </message>
    <message>
        <source>unanswered conversations that the customer deleted or closed</source>
        <translation>unbeantwortete Gespräche, die der Kunde löschte oder schloss</translation>
    </message>
    <message>
        <source>messages by customers with a negative label</source>
        <translation>Nachrichten von Kunden mit negativem Urteil</translation>
    </message>
    <message>
        <source>messages by customers with a neutral label</source>
        <translation>Nachrichten von Kunden mit neutralem Urteil</translation>
    </message>
    <message>
        <source>messages by customers with a positive label</source>
        <translation>Nachrichten von Kunden mit positivem Urteil</translation>
    </message>
    <message>
        <source>messages by customers without a label</source>
        <translation>Nachrichten von Kunden ohne Urteil</translation>
    </message>
    <message>
        <source>different people who wrote</source>
        <translation>verschiedene Menschen, die schrieben</translation>
    </message>
    <message>
        <source>the share of customers who gave up waiting</source>
        <translation>Anteil der Kunden, die das Warten aufgaben</translation>
    </message>
    <message>
        <source>abandoned, without short abandons</source>
        <translation>abgebrochen, ohne Kurzabbrüche</translation>
    </message>
    <message>
        <source>answered or abandoned, without short abandons</source>
        <translation>angenommen oder abgebrochen, ohne Kurzabbrüche</translation>
    </message>
    <message>
        <source>short abandons</source>
        <translation>Kurzabbrüche</translation>
    </message>
    <message>
        <source>the share of those who had to wait that gave up</source>
        <translation>Anteil derer, die warten mussten und aufgaben</translation>
    </message>
    <message>
        <source>abandoned, or answered after a wait, without short abandons</source>
        <translation>abgebrochen oder nach Warten angenommen, ohne Kurzabbrüche</translation>
    </message>
    <message>
        <source>the share of all who came that gave up</source>
        <translation>Anteil aller Eingegangenen, die aufgaben</translation>
    </message>
    <message>
        <source>offered, without short abandons</source>
        <translation>eingegangen, ohne Kurzabbrüche</translation>
    </message>
    <message>
        <source>the share of contacts answered within their target</source>
        <translation>Anteil der Kontakte, die im Ziel angenommen wurden</translation>
    </message>
    <message>
        <source>met, by the engine&apos;s rule</source>
        <translation>im Ziel, nach der Regel der Engine</translation>
    </message>
    <message>
        <source>contacts that were due in this window</source>
        <translation>Kontakte, die in diesem Fenster fällig waren</translation>
    </message>
    <message>
        <source>left out, by the engine&apos;s rule</source>
        <translation>ausgelassen, nach der Regel der Engine</translation>
    </message>
    <message>
        <source>the share of conversations answered in time</source>
        <translation>Anteil der Gespräche, die rechtzeitig beantwortet wurden</translation>
    </message>
    <message>
        <source>answered in time</source>
        <translation>rechtzeitig beantwortet</translation>
    </message>
    <message>
        <source>conversations answered, or due</source>
        <translation>Gespräche, beantwortet oder fällig</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>positive less negative, in a hundred classified messages</source>
        <translation>positive weniger negative, je hundert beurteilte Nachrichten</translation>
    </message>
    <message>
        <source>positive less negative</source>
        <translation>positive weniger negative</translation>
    </message>
    <message>
        <source>classified messages</source>
        <translation>beurteilte Nachrichten</translation>
    </message>
    <message>
        <source>unclassified messages</source>
        <translation>Nachrichten ohne Urteil</translation>
    </message>
    <message>
        <source>the share of messages that have a label</source>
        <translation>Anteil der Nachrichten mit Urteil</translation>
    </message>
    <message>
        <source>the brand&apos;s share of all mentions</source>
        <translation>Anteil der Marke an allen Erwähnungen</translation>
    </message>
    <message>
        <source>mentions of the brand</source>
        <translation>Erwähnungen der Marke</translation>
    </message>
    <message>
        <source>mentions of each brand, added up</source>
        <translation>Erwähnungen jeder Marke, zusammengezählt</translation>
    </message>
    <message>
        <source>the share of their time in which agents work on contacts</source>
        <translation>Anteil der Zeit, in der Agenten an Kontakten arbeiten</translation>
    </message>
    <message>
        <source>time on contacts and after them</source>
        <translation>Zeit an Kontakten und danach</translation>
    </message>
    <message>
        <source>that, and time available</source>
        <translation>diese und verfügbare Zeit</translation>
    </message>
    <message>
        <source>waits of answered contacts, immediate answers included</source>
        <translation>Warten angenommener Kontakte, sofort angenommene eingeschlossen</translation>
    </message>
    <message>
        <source>waits of answered contacts that had to wait</source>
        <translation>Warten angenommener Kontakte, die warten mussten</translation>
    </message>
    <message>
        <source>waits of contacts that were abandoned</source>
        <translation>Warten abgebrochener Kontakte</translation>
    </message>
    <message>
        <source>from the answer to the end, work after it included</source>
        <translation>von der Annahme bis zum Ende, Nacharbeit eingeschlossen</translation>
    </message>
    <message>
        <source>from a customer&apos;s first message to the first reply by a person</source>
        <translation>von der ersten Nachricht eines Kunden bis zur ersten Antwort eines Menschen</translation>
    </message>
    <message>
        <source>from the first unanswered message to the reply</source>
        <translation>von der ersten unbeantworteten Nachricht bis zur Antwort</translation>
    </message>
    <message>
        <source>contacts that wait in a queue now</source>
        <translation>Kontakte, die jetzt in einer Warteschlange warten</translation>
    </message>
    <message>
        <source>how long the first of those waits who wait in a queue now</source>
        <translation>wie lange der erste derer wartet, die jetzt warten</translation>
    </message>
    <message>
        <source>conversations that nobody has answered yet</source>
        <translation>Gespräche, die noch niemand beantwortet hat</translation>
    </message>
    <message>
        <source>how long the oldest unanswered conversation waits</source>
        <translation>wie lange das älteste unbeantwortete Gespräch wartet</translation>
    </message>
    <message>
        <source>open conversations in which the customer had the last word; not resolved, not expired</source>
        <translation>offene Gespräche, in denen der Kunde das letzte Wort hatte; nicht gelöst, nicht verfallen</translation>
    </message>
    <message>
        <source>agents who could take one more contact now</source>
        <translation>Agenten, die jetzt noch einen Kontakt annehmen könnten</translation>
    </message>
    <message>
        <source>the share of the agents&apos; slots that are busy now</source>
        <translation>Anteil der Plätze der Agenten, die jetzt belegt sind</translation>
    </message>
    <message>
        <source>busy slots</source>
        <translation>belegte Plätze</translation>
    </message>
    <message>
        <source>slots of agents logged in</source>
        <translation>Plätze angemeldeter Agenten</translation>
    </message>
    <message>
        <source>%1; and %2</source>
        <translation>%1; und %2</translation>
    </message>
</context>
<context>
    <name>Explained</name>
    <message>
        <source>copied</source>
        <translation>kopiert</translation>
    </message>
    <message>
        <source>Ctrl C or a touch copies it, Esc closes</source>
        <translation>Strg C oder Berühren kopiert, Esc schließt</translation>
    </message>
    <message>
        <source>Ctrl C copies it</source>
        <translation>Strg C kopiert</translation>
    </message>
    <message>
        <source>V or a touch here: the conversations behind it</source>
        <translation>V oder hier berühren: die Gespräche dahinter</translation>
    </message>
    <message>
        <source>close</source>
        <translation>schließen</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>%1, of few</source>
        <translation>%1, aus wenigen</translation>
    </message>
    <message>
        <source>Sum of</source>
        <translation>Summe aus</translation>
    </message>
    <message>
        <source>%1 + %2</source>
        <translation>%1 + %2</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Genau</translation>
    </message>
    <message>
        <source>no, estimated: there are too many to remember</source>
        <translation>nein, geschätzt: es sind zu viele, um sie zu merken</translation>
    </message>
    <message>
        <source>Numerator</source>
        <translation>Zähler</translation>
    </message>
    <message>
        <source>Denominator</source>
        <translation>Nenner</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>p%1 %2</source>
        <translation>p%1 %2</translation>
    </message>
    <message>
        <source>Quantiles</source>
        <translation>Quantile</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Längste</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>niemand wartet</translation>
    </message>
    <message>
        <source>all channels</source>
        <translation>alle Kanäle</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>%1, of %2</source>
        <translation>%1, von %2</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>none that is known</source>
        <translation>keine bekannte</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>%1, median</source>
        <translation>%1, Median</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>Median %1</translation>
    </message>
    <message>
        <source>%1, a competitor</source>
        <translation>%1, ein Wettbewerber</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>%1: how it is computed</source>
        <translation>%1: wie der Wert berechnet wird</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>d</source>
        <translation>d</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>y</source>
        <translation>J</translation>
    </message>
    <message>
        <source>ddd HH:mm</source>
        <comment>a date of the last week</comment>
        <translation>ddd HH:mm</translation>
    </message>
    <message>
        <source>d MMM HH:mm</source>
        <comment>a date of the last months</comment>
        <translation>d. MMM HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy HH:mm</source>
        <comment>a minute of long ago</comment>
        <translation>d. MMM yyyy HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date of long ago</comment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy HH:mm</source>
        <comment>a date in full</comment>
        <translation>ddd d. MMM yyyy HH:mm</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>ddd d MMM HH:mm:ss</source>
        <comment>a second of the last weeks</comment>
        <translation>ddd d. MMM HH:mm:ss</translation>
    </message>
    <message>
        <source>ddd d</source>
        <comment>a day of the last weeks</comment>
        <translation>ddd d.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Tab and Return, a long press, or a pointer that rests: how a figure is computed</source>
        <translation>Tab und Eingabe, langes Drücken oder ein ruhender Zeiger: wie ein Wert berechnet wird</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Board</source>
        <translation>Tafel</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Watchfloor</source>
        <translation>Watchfloor</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>competitor</source>
        <translation>Wettbewerber</translation>
    </message>
    <message>
        <source>Our brands</source>
        <translation>Unsere Marken</translation>
    </message>
    <message>
        <source>All brands</source>
        <translation>Alle Marken</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>No connection to the engine for %1</source>
        <translation>Keine Verbindung zur Engine seit %1</translation>
    </message>
    <message>
        <source>No connection for %1</source>
        <translation>Keine Verbindung seit %1</translation>
    </message>
    <message>
        <source>Nothing heard from the engine for %1</source>
        <translation>Nichts von der Engine gehört seit %1</translation>
    </message>
    <message>
        <source>Nothing heard for %1</source>
        <translation>Nichts gehört seit %1</translation>
    </message>
    <message>
        <source>The engine&apos;s clock was set back: its figures stand still for %1</source>
        <translation>Die Uhr der Engine wurde zurückgestellt: Werte stehen still für %1</translation>
    </message>
    <message>
        <source>Clock set back</source>
        <translation>Uhr zurückgestellt</translation>
    </message>
    <message>
        <source>The clocks of the engine and of this wall are %1 apart</source>
        <translation>Die Uhren von Engine und Wand gehen %1 auseinander</translation>
    </message>
    <message>
        <source>Clocks %1 apart</source>
        <translation>Uhren %1 auseinander</translation>
    </message>
    <message>
        <source>Paused for %1: what is new is not shown</source>
        <translation>Angehalten seit %1: Neues wird nicht gezeigt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>A source is silent</source>
        <translation>Eine Quelle ist stumm</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>No events of brand &quot;%1&quot; so far</source>
        <translation>Noch keine Ereignisse der Marke „%1“</translation>
    </message>
    <message>
        <source>No events of this brand</source>
        <translation>Keine Ereignisse dieser Marke</translation>
    </message>
    <message>
        <source>No events of channel &quot;%1&quot; so far</source>
        <translation>Noch keine Ereignisse im Kanal „%1“</translation>
    </message>
    <message>
        <source>No events of this channel</source>
        <translation>Keine Ereignisse im Kanal</translation>
    </message>
    <message>
        <source>No events yet: the engine began at %1</source>
        <translation>Noch keine Ereignisse: die Engine begann um %1</translation>
    </message>
    <message>
        <source>Figures may lack events before %1: the engine began then</source>
        <translation>Vor %1 können Ereignisse fehlen: da begann die Engine</translation>
    </message>
    <message>
        <source>Not whole before %1</source>
        <translation>Vor %1 unvollständig</translation>
    </message>
    <message>
        <source>That moment is not shown: %1</source>
        <translation>Dieser Augenblick wird nicht gezeigt: %1</translation>
    </message>
    <message>
        <source>No such moment</source>
        <translation>Kein solcher Augenblick</translation>
    </message>
    <message>
        <source>Not whole: what was recorded before that had been let go</source>
        <translation>Nicht vollständig: was davor aufgezeichnet wurde, ist gelöscht</translation>
    </message>
    <message>
        <source>Not whole</source>
        <translation>Nicht vollständig</translation>
    </message>
    <message>
        <source>Not whole: %1 records could not be read</source>
        <translation>Nicht vollständig: %1 Aufzeichnungen sind nicht lesbar</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a brand, and what it does</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2 events refused</source>
        <comment>a source</comment>
        <translation>%1: %2 Ereignisse abgewiesen</translation>
    </message>
    <message>
        <source>A source has events refused</source>
        <translation>Ereignisse einer Quelle abgewiesen</translation>
    </message>
    <message>
        <source>%1 (competitor)</source>
        <translation>%1 (Wettbewerber)</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>board: %1</source>
        <translation>Tafel: %1</translation>
    </message>
    <message>
        <source>theme: %1</source>
        <translation>Farben: %1</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
</context>
<context>
    <name>Situation</name>
    <message>
        <source>%1?</source>
        <translation>%1?</translation>
    </message>
    <message>
        <source>%1, may lack events before %2</source>
        <translation>%1, vor %2 können Ereignisse fehlen</translation>
    </message>
    <message>
        <source>nothing since %1</source>
        <translation>nichts seit %1</translation>
    </message>
    <message>
        <source>nothing in this window</source>
        <translation>nichts in diesem Fenster</translation>
    </message>
</context>
<context>
    <name>SourceStrip</name>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
</context>
<context>
    <name>Subject</name>
    <message>
        <source>Offered</source>
        <translation>Eingegangen</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Flowed out</source>
        <translation>Abgeflossen</translation>
    </message>
    <message>
        <source>Short abandons</source>
        <translation>Kurzabbrüche</translation>
    </message>
    <message>
        <source>Messages in</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>Erwähnungen</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>Negativ</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>Positiv</translation>
    </message>
    <message>
        <source>Unclassified</source>
        <translation>Ohne Urteil</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Autoren</translation>
    </message>
    <message>
        <source>Abandon rate</source>
        <translation>Abbruchquote</translation>
    </message>
    <message>
        <source>Abandon queued</source>
        <translation>Abbr. Wartende</translation>
    </message>
    <message>
        <source>Abandon offer</source>
        <translation>Abbr. Eingang</translation>
    </message>
    <message>
        <source>Service level</source>
        <translation>Servicelevel</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Response rate</source>
        <translation>Antwortquote</translation>
    </message>
    <message>
        <source>Responded</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Net sentiment</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Share of voice</source>
        <translation>Anteil Stimmen</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Occupancy</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Answer time</source>
        <translation>Annahmezeit</translation>
    </message>
    <message>
        <source>Wait answered</source>
        <translation>Warten bis Ann.</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Wait given up</source>
        <translation>Warten bis Abbr.</translation>
    </message>
    <message>
        <source>Handle time</source>
        <translation>Bearbeitung</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>Bearb.</translation>
    </message>
    <message>
        <source>First response</source>
        <translation>Erste Antwort</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Next response</source>
        <translation>Nächste Antw.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Längste Wartez.</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Längste</translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation>Unbeantwortet</translation>
    </message>
    <message>
        <source>Oldest message</source>
        <translation>Älteste Frage</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Slots busy</source>
        <translation>Plätze belegt</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Aufkommen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>Time bar</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>back to live</source>
        <translation>zurück zu jetzt</translation>
    </message>
    <message>
        <source>live</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>anhalten</translation>
    </message>
    <message>
        <source>play</source>
        <translation>abspielen</translation>
    </message>
</context>
<context>
    <name>Titles</name>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>By brand</source>
        <translation>Nach Marke</translation>
    </message>
    <message>
        <source>By channel</source>
        <translation>Nach Kanal</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Competitors</source>
        <translation>Wettbewerb</translation>
    </message>
    <message>
        <source>Contact centre</source>
        <translation>Contact Center</translation>
    </message>
    <message>
        <source>Mission control</source>
        <translation>Leitstand</translation>
    </message>
    <message>
        <source>One brand</source>
        <translation>Eine Marke</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Trending</source>
        <translation>Im Trend</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>About what</source>
        <translation>Worüber</translation>
    </message>
</context>
<context>
    <name>TopicTexts</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>hashtag</source>
        <translation>Hashtag</translation>
    </message>
    <message>
        <source>phrase, found in texts</source>
        <translation>Wendung aus Texten</translation>
    </message>
    <message>
        <source>topic that has a name</source>
        <translation>benanntes Thema</translation>
    </message>
    <message>
        <source>campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>change not known</source>
        <translation>Änderung nicht bekannt</translation>
    </message>
    <message>
        <source>as many as before</source>
        <translation>so viele wie zuvor</translation>
    </message>
    <message>
        <source>%1 more than before</source>
        <translation>%1 mehr als zuvor</translation>
    </message>
    <message>
        <source>%1 fewer than before</source>
        <translation>%1 weniger als zuvor</translation>
    </message>
    <message>
        <source>%1 negative · %2 neutral · %3 positive · %4 unclassified</source>
        <translation>%1 negativ · %2 neutral · %3 positiv · %4 ohne Urteil</translation>
    </message>
    <message>
        <source>%1, %2 messages, %3, %4</source>
        <translation>%1, %2 Nachrichten, %3, %4</translation>
    </message>
    <message>
        <source>sentiment %1</source>
        <translation>Stimmung %1</translation>
    </message>
    <message>
        <source>sentiment not known</source>
        <translation>Stimmung nicht bekannt</translation>
    </message>
    <message>
        <source>, of few</source>
        <translation>, aus wenigen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>public inbound messages of the window that have this topic, each once, with their newest sentiment</source>
        <translation>öffentliche eingehende Nachrichten des Zeitfensters mit diesem Thema, jede einmal, mit ihrer neuesten Stimmung</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Window before</source>
        <translation>Fenster zuvor</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Numerator</source>
        <translation>Zähler</translation>
    </message>
    <message>
        <source>Denominator</source>
        <translation>Nenner</translation>
    </message>
    <message>
        <source>%1 that have a sentiment</source>
        <translation>%1 mit einer Stimmung</translation>
    </message>
    <message>
        <source>Of these</source>
        <translation>Davon</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Genau</translation>
    </message>
    <message>
        <source>no, bounds: there are too many topics to count each</source>
        <translation>nein, Schranken: es sind zu viele Themen, um jedes zu zählen</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>what holds a handle, and what fewer than five people wrote</source>
        <translation>was ein Handle enthält, und was weniger als fünf Personen schrieben</translation>
    </message>
    <message>
        <source>brands of which topics are not counted: too many</source>
        <translation>Marken, deren Themen nicht gezählt werden: zu viele</translation>
    </message>
    <message>
        <source>%1 positive − %2 negative</source>
        <translation>%1 positive − %2 negative</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>%1, of %2</source>
        <translation>%1, von %2</translation>
    </message>
</context>
<context>
    <name>WallExport</name>
    <message>
        <source>as of &lt;b&gt;%1&lt;/b&gt;, %2, %3</source>
        <translation>Stand &lt;b&gt;%1&lt;/b&gt;, %2, %3</translation>
    </message>
    <message>
        <source>all channels</source>
        <translation>alle Kanäle</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, without %2</source>
        <translation>%1, ohne %2</translation>
    </message>
    <message>
        <source>n %1, mean %2, p90 %3, max %4</source>
        <translation>n %1, Mittel %2, p90 %3, max. %4</translation>
    </message>
    <message>
        <source>windows</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>zone of &quot;today&quot;</source>
        <translation>Zone von „heute“</translation>
    </message>
    <message>
        <source>definitions</source>
        <translation>Definitionen</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>record position</source>
        <translation>Stand der Aufzeichnung</translation>
    </message>
    <message>
        <source>figures in the file that goes with it</source>
        <translation>Zahlen in der beigefügten Datei</translation>
    </message>
    <message>
        <source>checksum</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>Listed are the figures of the tiles that are not zero; the file that goes with it has all.</source>
        <translation>Aufgeführt sind die Zahlen der Kacheln, die nicht null sind; die beigefügte Datei hat alle.</translation>
    </message>
</context>
<context>
    <name>WallKeys</name>
    <message>
        <source>next board</source>
        <translation>nächste Tafel</translation>
    </message>
    <message>
        <source>board before</source>
        <translation>vorige Tafel</translation>
    </message>
    <message>
        <source>choose a board</source>
        <translation>Tafel wählen</translation>
    </message>
    <message>
        <source>pin this board, or let it go</source>
        <translation>Tafel anheften oder lösen</translation>
    </message>
    <message>
        <source>rest, or rotate again</source>
        <translation>ruhen oder weiter wechseln</translation>
    </message>
    <message>
        <source>pause, or go on</source>
        <translation>anhalten oder weiter</translation>
    </message>
    <message>
        <source>next page, on a small wall</source>
        <translation>Seite vor (kleine Wand)</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild ↑</translation>
    </message>
    <message>
        <source>page before</source>
        <translation>Seite zurück</translation>
    </message>
    <message>
        <source>next brand</source>
        <translation>nächste Marke</translation>
    </message>
    <message>
        <source>brand before</source>
        <translation>vorige Marke</translation>
    </message>
    <message>
        <source>choose a brand</source>
        <translation>Marke wählen</translation>
    </message>
    <message>
        <source>next channel</source>
        <translation>nächster Kanal</translation>
    </message>
    <message>
        <source>channel before</source>
        <translation>voriger Kanal</translation>
    </message>
    <message>
        <source>choose a channel</source>
        <translation>Kanal wählen</translation>
    </message>
    <message>
        <source>next window</source>
        <translation>nächstes Fenster</translation>
    </message>
    <message>
        <source>window before</source>
        <translation>voriges Fenster</translation>
    </message>
    <message>
        <source>choose a window</source>
        <translation>Fenster wählen</translation>
    </message>
    <message>
        <source>all brands, all channels</source>
        <translation>alle Marken, alle Kanäle</translation>
    </message>
    <message>
        <source>next figure of the heat map</source>
        <translation>nächster Wert der Heatmap</translation>
    </message>
    <message>
        <source>how is this figure computed?</source>
        <translation>wie wird dieser Wert berechnet?</translation>
    </message>
    <message>
        <source>copy the figure with its definition</source>
        <translation>Wert mit Definition kopieren</translation>
    </message>
    <message>
        <source>theme: dark, light, high contrast</source>
        <translation>Farben: dunkel, hell, kontrastreich</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>all commands (or touch the clock)</source>
        <translation>alle Befehle (oder Uhr berühren)</translation>
    </message>
    <message>
        <source>this help</source>
        <translation>diese Hilfe</translation>
    </message>
    <message>
        <source>close, leave full screen</source>
        <translation>schließen, Vollbild verlassen</translation>
    </message>
    <message>
        <source>quit</source>
        <translation>beenden</translation>
    </message>
    <message>
        <source>look at the past, or come back</source>
        <translation>in die Vergangenheit sehen, oder zurück</translation>
    </message>
    <message>
        <source>a minute back</source>
        <translation>eine Minute zurück</translation>
    </message>
    <message>
        <source>a minute on</source>
        <translation>eine Minute vor</translation>
    </message>
    <message>
        <source>an hour back</source>
        <translation>eine Stunde zurück</translation>
    </message>
    <message>
        <source>an hour on</source>
        <translation>eine Stunde vor</translation>
    </message>
    <message>
        <source>play faster</source>
        <translation>schneller abspielen</translation>
    </message>
    <message>
        <source>play slower</source>
        <translation>langsamer abspielen</translation>
    </message>
    <message>
        <source>time bar of hours, days, weeks</source>
        <translation>Zeitleiste: Stunden, Tage, Wochen</translation>
    </message>
    <message>
        <source>conversations behind this figure</source>
        <translation>Gespräche hinter diesem Wert</translation>
    </message>
    <message>
        <source>search what was written</source>
        <translation>suchen, was geschrieben wurde</translation>
    </message>
    <message>
        <source>PgDn</source>
        <translation>Bild ↓</translation>
    </message>
    <message>
        <source>save what is shown</source>
        <translation>speichern, was zu sehen ist</translation>
    </message>
</context>
<context>
    <name>watchfloor::BoardScene</name>
    <message>
        <source>page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>%1 of %2 tiles</source>
        <translation>%1 von %2 Kacheln</translation>
    </message>
</context>
<context>
    <name>watchfloor::ConversationBrowser</name>
    <message>
        <source>one moment</source>
        <translation>einen Moment</translation>
    </message>
    <message>
        <source>%1: %2, by %3</source>
        <translation>%1: %2, von %3</translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation>Nicht getan: %1</translation>
    </message>
    <message>
        <source>Conversations, the newest first</source>
        <translation>Gespräche, die neuesten zuerst</translation>
    </message>
    <message>
        <source>Conversations that wait longest</source>
        <translation>Gespräche, die am längsten warten</translation>
    </message>
    <message>
        <source>Conversation %1</source>
        <translation>Gespräch %1</translation>
    </message>
    <message>
        <source>All that customer %1 wrote</source>
        <translation>Alles, was Kunde %1 schrieb</translation>
    </message>
    <message>
        <source>Messages with %1</source>
        <translation>Nachrichten mit %1</translation>
    </message>
    <message>
        <source>Messages about %1</source>
        <translation>Nachrichten über %1</translation>
    </message>
    <message>
        <source>All brands</source>
        <translation>Alle Marken</translation>
    </message>
    <message>
        <source>all channels</source>
        <translation>alle Kanäle</translation>
    </message>
    <message>
        <source>all buckets</source>
        <translation>alle Körbe</translation>
    </message>
    <message>
        <source>All brands · all channels, the newest first</source>
        <translation>Alle Marken · alle Kanäle, die neuesten zuerst</translation>
    </message>
    <message>
        <source>%1, the newest first</source>
        <translation>%1, die neuesten zuerst</translation>
    </message>
    <message>
        <source>newest</source>
        <translation>neueste</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>asking</source>
        <translation>wird gefragt</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>ohne Antwort</translation>
    </message>
    <message>
        <source>stale %1</source>
        <translation>veraltet %1</translation>
    </message>
    <message>
        <source>as of %1 ago</source>
        <translation>Stand vor %1</translation>
    </message>
    <message>
        <source>No engine is asked</source>
        <translation>Es wird keine Engine gefragt</translation>
    </message>
    <message>
        <source>The board shows a recording; conversations are as the engine has them now.</source>
        <translation>Die Tafel zeigt eine Aufzeichnung; Gespräche sind so, wie die Engine sie jetzt hat.</translation>
    </message>
    <message>
        <source>The board is paused; conversations are of now.</source>
        <translation>Die Tafel steht still; Gespräche sind von jetzt.</translation>
    </message>
    <message>
        <source>The engine masks texts and names.</source>
        <translation>Die Engine verdeckt Texte und Namen.</translation>
    </message>
    <message>
        <source>This wall masks texts and names.</source>
        <translation>Diese Wand verdeckt Texte und Namen.</translation>
    </message>
    <message>
        <source>No message has these words</source>
        <translation>Keine Nachricht hat diese Wörter</translation>
    </message>
    <message>
        <source>No message is about it</source>
        <translation>Keine Nachricht handelt davon</translation>
    </message>
    <message>
        <source>Nobody waits for an answer</source>
        <translation>Niemand wartet auf Antwort</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>Conversation %1: %2</source>
        <translation>Gespräch %1: %2</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>from a time to a time</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between what a list is of, how long, and when</comment>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>watchfloor::Exporter</name>
    <message>
        <source>PDF: picture and figures, to print</source>
        <translation>PDF: Bild und Zahlen zum Drucken</translation>
    </message>
    <message>
        <source>PNG: the picture</source>
        <translation>PNG: das Bild</translation>
    </message>
    <message>
        <source>XLSX: figures for a spreadsheet</source>
        <translation>XLSX: Zahlen für eine Tabelle</translation>
    </message>
    <message>
        <source>CSV: figures for a database</source>
        <translation>CSV: Zahlen für eine Datenbank</translation>
    </message>
    <message>
        <source>JSON: figures for a program</source>
        <translation>JSON: Zahlen für ein Programm</translation>
    </message>
    <message>
        <source>not saved: the folder %1 cannot be made</source>
        <translation>nicht gespeichert: der Ordner %1 lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>wird gespeichert …</translation>
    </message>
    <message>
        <source>saved: %1</source>
        <translation>gespeichert: %1</translation>
    </message>
    <message>
        <source>not saved: %1</source>
        <translation>nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>watchfloor::HeatMapModel</name>
    <message>
        <source>Backlog and waiting</source>
        <translation>Rückstand und Wartende</translation>
    </message>
    <message>
        <source>%1, median</source>
        <translation>%1, Median</translation>
    </message>
    <message>
        <source>%1 of %2 brands</source>
        <translation>%1 von %2 Marken</translation>
    </message>
    <message>
        <source>%1 of %2 channels</source>
        <translation>%1 von %2 Kanälen</translation>
    </message>
    <message>
        <source>the busiest</source>
        <translation>die größten</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>n %1</source>
        <translation>n %1</translation>
    </message>
</context>
<context>
    <name>watchfloor::HourChart</name>
    <message>
        <source>no value now</source>
        <translation>zurzeit kein Wert</translation>
    </message>
</context>
<context>
    <name>watchfloor::PastPlayer</name>
    <message>
        <source>looking for it</source>
        <translation>wird gesucht</translation>
    </message>
    <message>
        <source>held</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>the records end here</source>
        <translation>hier enden die Aufzeichnungen</translation>
    </message>
    <message>
        <source>playing</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
</context>
<context>
    <name>watchfloor::RowsModel</name>
    <message>
        <source>Sentiment</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Brands</source>
        <translation>Marken</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>+%1 more</source>
        <translation>+%1 weitere</translation>
    </message>
</context>
<context>
    <name>watchfloor::SourceModel</name>
    <message>
        <source>%1 up to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 was live</source>
        <translation>%1 war live</translation>
    </message>
    <message>
        <source>%1 live, last event %2 ago</source>
        <translation>%1 live, zuletzt vor %2</translation>
    </message>
    <message>
        <source>%1 live</source>
        <translation>%1 live</translation>
    </message>
    <message>
        <source>, %1 refused</source>
        <translation>, %1 abgelehnt</translation>
    </message>
</context>
<context>
    <name>watchfloor::TopicsModel</name>
    <message>
        <source>not asked for before the pause</source>
        <translation>vor der Pause nicht erfragt</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>top %1</source>
        <translation>Top %1</translation>
    </message>
    <message>
        <source>≈ estimated</source>
        <translation>≈ geschätzt</translation>
    </message>
    <message>
        <source>all channels</source>
        <translation>alle Kanäle</translation>
    </message>
    <message>
        <source>topics are of now only</source>
        <translation>Themen gibt es nur von jetzt</translation>
    </message>
    <message>
        <source>no topics in this window yet</source>
        <translation>noch keine Themen in diesem Zeitfenster</translation>
    </message>
</context>
<context>
    <name>watchfloor::TrendsModel</name>
    <message>
        <source>%1 in %2, %3 at its peak</source>
        <translation>%1 in %2, %3 auf dem Höhepunkt</translation>
    </message>
    <message>
        <source>%1 a minute</source>
        <translation>%1 je Minute</translation>
    </message>
    <message>
        <source>%1, each minute %2 more</source>
        <translation>%1, jede Minute %2 mehr</translation>
    </message>
    <message>
        <source>%1, each minute %2 less</source>
        <translation>%1, jede Minute %2 weniger</translation>
    </message>
    <message>
        <source>by author %1</source>
        <translation>von Verfasser %1</translation>
    </message>
    <message>
        <source>%1 in %2, %3 usual</source>
        <translation>%1 in %2, üblich %3</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>sentiment %1</source>
        <translation>Stimmung %1</translation>
    </message>
    <message>
        <source>learning what is usual</source>
        <translation>lernt, was üblich ist</translation>
    </message>
    <message>
        <source>learning</source>
        <translation>lernt</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>wie üblich</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>%1 authors</source>
        <translation>%1 Verfasser</translation>
    </message>
    <message>
        <source>once in %1</source>
        <translation>einmal in %1</translation>
    </message>
    <message>
        <source>rises: %1</source>
        <translation>steigt: %1</translation>
    </message>
    <message>
        <source>collapses: %1</source>
        <translation>bricht ein: %1</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>Trends</translation>
    </message>
    <message>
        <source>trends are of now only</source>
        <translation>Trends gibt es nur von jetzt</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>+%1 more</source>
        <translation>+%1 weitere</translation>
    </message>
    <message>
        <source>%1 · %2 messages came too late</source>
        <translation>%1 · %2 Nachrichten kamen zu spät</translation>
    </message>
    <message>
        <source>nothing was looked at yet</source>
        <translation>noch nichts betrachtet</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>begun %1</source>
        <translation>begonnen %1</translation>
    </message>
    <message>
        <source>reach %1</source>
        <translation>Reichweite %1</translation>
    </message>
    <message>
        <source>author %1 wrote most</source>
        <translation>am meisten schrieb Verfasser %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>a brand, and its topic</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>conversation %1</source>
        <translation>Gespräch %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>a conversation, and its brand</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 rises</source>
        <translation>%1 steigt</translation>
    </message>
    <message>
        <source>%1 collapses</source>
        <translation>%1 bricht ein</translation>
    </message>
</context>
<context>
    <name>watchfloor::Viewing</name>
    <message>
        <source>text %1′ at %2 m, under %3′</source>
        <translation>Schrift %1′ auf %2 m, unter %3′</translation>
    </message>
</context>
<context>
    <name>watchfloor::WallModel</name>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>rotation rests</source>
        <translation>Wechsel ruht</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>high contrast</source>
        <translation>kontrastreich</translation>
    </message>
    <message>
        <source>all channels</source>
        <translation>alle Kanäle</translation>
    </message>
    <message>
        <source>Board not taken: %1</source>
        <translation>Tafel nicht übernommen: %1</translation>
    </message>
    <message>
        <source>Board file: line %1</source>
        <translation>Tafeldatei: Zeile %1</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>REPLAY</source>
        <translation>WIEDERGABE</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>late %1</source>
        <translation>spät %1</translation>
    </message>
    <message>
        <source>stale %1</source>
        <translation>veraltet %1</translation>
    </message>
    <message>
        <source>disconnected %1</source>
        <translation>getrennt %1</translation>
    </message>
    <message>
        <source>clock set back</source>
        <translation>Uhr zurückgestellt</translation>
    </message>
    <message>
        <source>paused %1</source>
        <translation>angehalten %1</translation>
    </message>
    <message>
        <source>live · %1</source>
        <translation>live · %1</translation>
    </message>
    <message>
        <source>REPLAY, no events yet</source>
        <translation>WIEDERGABE, noch leer</translation>
    </message>
    <message>
        <source>REPLAY %1</source>
        <translation>WIEDERGABE %1</translation>
    </message>
    <message>
        <source>events to %1</source>
        <translation>Ereignisse bis %1</translation>
    </message>
    <message>
        <source>Definitions %1</source>
        <translation>Definitionen %1</translation>
    </message>
    <message>
        <source>%1 duplicate</source>
        <translation>%1 doppelt</translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation>%1 verspätet</translation>
    </message>
    <message>
        <source>%1 future</source>
        <translation>%1 künftig</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>%1 abgelehnt</translation>
    </message>
    <message>
        <source>%1 clock skew</source>
        <translation>%1 Uhrenfehler</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 verloren</translation>
    </message>
    <message>
        <source>%1 forgotten</source>
        <translation>%1 vergessen</translation>
    </message>
    <message>
        <source>Connecting to the engine</source>
        <translation>Verbindet mit der Engine</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Noch keine Ereignisse</translation>
    </message>
    <message>
        <source>A recording, up to %1</source>
        <translation>Eine Aufzeichnung, bis %1</translation>
    </message>
    <message>
        <source>Nothing abnormal</source>
        <translation>Nichts Auffälliges</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>A recording</source>
        <translation>Eine Aufzeichnung</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>looking for %1</source>
        <translation>sucht %1</translation>
    </message>
    <message>
        <source>Looking for %1</source>
        <translation>Gesucht wird %1</translation>
    </message>
    <message>
        <source>As it was: %1</source>
        <translation>Wie es war: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>connecting, was at %1</source>
        <translation>verbindet, Stand %1</translation>
    </message>
    <message>
        <source>looking</source>
        <translation>sucht</translation>
    </message>
    <message>
        <source>trend</source>
        <translation>Trend</translation>
    </message>
    <message>
        <source>source silent</source>
        <translation>Quelle still</translation>
    </message>
    <message>
        <source>source refused</source>
        <translation>Quelle abgewiesen</translation>
    </message>
    <message>
        <source>taken over: %1</source>
        <translation>übernommen: %1</translation>
    </message>
    <message>
        <source>Connecting to the engine; shown is what was at %1</source>
        <translation>Verbindet mit der Engine; gezeigt ist, was um %1 war</translation>
    </message>
</context>
</TS>
