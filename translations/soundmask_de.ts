<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>BrushTool</name>
    <message>
        <source>Left: erase  ·  Right or Alt: paint  ·  [ ] or Shift+wheel: size  ·  Esc: abandon stroke</source>
        <translation>Links: radieren  ·  Rechts/Alt: malen  ·  [ ]/Umschalt+Rad: Größe  ·  Esc: verwerfen</translation>
    </message>
    <message>
        <source>Left: paint  ·  Right or Alt: erase  ·  [ ] or Shift+wheel: size  ·  Esc: abandon stroke</source>
        <translation>Links: malen  ·  Rechts/Alt: radieren  ·  [ ]/Umschalt+Rad: Größe  ·  Esc: verwerfen</translation>
    </message>
</context>
<context>
    <name>ColourMap</name>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Inferno</source>
        <translation>Inferno</translation>
    </message>
    <message>
        <source>Turbo</source>
        <translation>Turbo</translation>
    </message>
    <message>
        <source>Jet</source>
        <translation>Jet</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
</context>
<context>
    <name>PanTool</name>
    <message>
        <source>Drag: move the picture  ·  Ctrl+wheel: zoom  ·  Ctrl+0: fit</source>
        <translation>Ziehen: Bild verschieben  ·  Strg+Rad: zoomen  ·  Strg+0: einpassen</translation>
    </message>
</context>
<context>
    <name>PromptTool</name>
    <message>
        <source>Drag: move  ·  Del: remove  ·  X: turn positive / negative  ·  Esc: deselect</source>
        <translation>Ziehen: verschieben  ·  Entf: entfernen  ·  X: positiv / negativ  ·  Esc: abwählen</translation>
    </message>
    <message>
        <source>Left: point on the object  ·  Right or Shift+left: point off it  ·  Drag: box  ·  Enter: run</source>
        <translation>Links: aufs Objekt  ·  Rechts/Umschalt+links: daneben  ·  Ziehen: Box  ·  Enter: Start</translation>
    </message>
    <message>
        <source>Drag: box around the object  ·  Click a prompt: select it  ·  Enter: run</source>
        <translation>Ziehen: Box um das Objekt  ·  Klick auf Punkt oder Box: auswählen  ·  Enter: Start</translation>
    </message>
    <message>
        <source>Click: select an object or prompt  ·  Hold Space or middle button: move the picture</source>
        <translation>Klick: Objekt, Punkt oder Box auswählen  ·  Leer-/Mitteltaste: Bild schieben</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>A workbench for audio-visual segmentation.</source>
        <translation>Eine Werkbank für audiovisuelle Segmentierung.</translation>
    </message>
    <message>
        <source>Video, data set folder or folder of videos</source>
        <translation>Video, Datensatzordner oder Ordner mit Videos</translation>
    </message>
</context>
<context>
    <name>soundmask::ActionFinder</name>
    <message>
        <source>Find an action</source>
        <translation>Aktion suchen</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>Eintippen, was getan werden soll</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>%1   (%2)</source>
        <translation>%1   (%2)</translation>
    </message>
</context>
<context>
    <name>soundmask::Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;video...</source>
        <translation>&amp;Video öffnen...</translation>
    </message>
    <message>
        <source>Open a video file</source>
        <translation>Eine Videodatei öffnen</translation>
    </message>
    <message>
        <source>Open &amp;folder...</source>
        <translation>&amp;Ordner öffnen...</translation>
    </message>
    <message>
        <source>Open an AVSBench data set folder</source>
        <translation>Den Ordner eines AVSBench-Datensatzes öffnen</translation>
    </message>
    <message>
        <source>Open &amp;sample</source>
        <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
        <source>Open a small made-up clip with its true masks</source>
        <translation>Einen kleinen künstlichen Clip mit seinen wahren Masken öffnen</translation>
    </message>
    <message>
        <source>&amp;Import masks...</source>
        <translation>Masken &amp;importieren...</translation>
    </message>
    <message>
        <source>Read a folder of mask pictures as an object to edit</source>
        <translation>Einen Ordner mit Maskenbildern als bearbeitbares Objekt einlesen</translation>
    </message>
    <message>
        <source>&amp;Export masks...</source>
        <translation>Masken e&amp;xportieren...</translation>
    </message>
    <message>
        <source>Write the masks of all key frames as AVSBench pictures</source>
        <translation>Die Masken aller Schlüsselbilder als AVSBench-Bilder schreiben</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Close the clip or data set</source>
        <translation>Clip oder Datensatz schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>Leave the program</source>
        <translation>Das Programm beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take the last edit back, on whatever frame it was</source>
        <translation>Die letzte Änderung zurücknehmen, gleich auf welchem Bild</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>Zurückgenommenes wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>&amp;Auswählen</translation>
    </message>
    <message>
        <source>Pick objects, points and boxes with the mouse</source>
        <translation>Objekte, Punkte und Boxen mit der Maus auswählen</translation>
    </message>
    <message>
        <source>&amp;Points</source>
        <translation>&amp;Punkte</translation>
    </message>
    <message>
        <source>Point at the sounding object: left adds, right or Shift+left takes away</source>
        <translation>Auf das klingende Objekt zeigen: links fügt hinzu, rechts oder Umschalt+links nimmt weg</translation>
    </message>
    <message>
        <source>Bo&amp;x</source>
        <translation>Bo&amp;x</translation>
    </message>
    <message>
        <source>Draw a box around the sounding object</source>
        <translation>Eine Box um das klingende Objekt ziehen</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>P&amp;insel</translation>
    </message>
    <message>
        <source>Paint the mask; hold Alt to erase</source>
        <translation>Die Maske malen; mit Alt radieren</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>Ra&amp;dierer</translation>
    </message>
    <message>
        <source>Erase the mask; hold Alt to paint</source>
        <translation>Die Maske radieren; mit Alt malen</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>Make the brush smaller</source>
        <translation>Den Pinsel verkleinern</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>Größerer Pinsel</translation>
    </message>
    <message>
        <source>Make the brush larger</source>
        <translation>Den Pinsel vergrößern</translation>
    </message>
    <message>
        <source>Clear points and boxes</source>
        <translation>Punkte und Boxen entfernen</translation>
    </message>
    <message>
        <source>Remove all points and boxes of this frame</source>
        <translation>Alle Punkte und Boxen dieses Bildes entfernen</translation>
    </message>
    <message>
        <source>&amp;Objects</source>
        <translation>&amp;Objekte</translation>
    </message>
    <message>
        <source>&amp;New object</source>
        <translation>&amp;Neues Objekt</translation>
    </message>
    <message>
        <source>Start another object; the next stroke belongs to it</source>
        <translation>Ein weiteres Objekt beginnen; der nächste Strich gehört dazu</translation>
    </message>
    <message>
        <source>&amp;Duplicate object</source>
        <translation>Objekt &amp;duplizieren</translation>
    </message>
    <message>
        <source>Copy the object with all its masks</source>
        <translation>Das Objekt mit allen Masken kopieren</translation>
    </message>
    <message>
        <source>Delete &amp;object</source>
        <translation>&amp;Objekt löschen</translation>
    </message>
    <message>
        <source>Delete the object with all its masks; can be undone</source>
        <translation>Das Objekt mit allen Masken löschen; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Delete selection or &amp;mask</source>
        <translation>Auswahl oder &amp;Maske löschen</translation>
    </message>
    <message>
        <source>Delete the selected point or box, otherwise the object&apos;s mask on this frame</source>
        <translation>Den gewählten Punkt oder die gewählte Box löschen, sonst die Maske des Objekts auf diesem Bild</translation>
    </message>
    <message>
        <source>&amp;Copy mask from previous second</source>
        <translation>Maske der vorigen Sekunde &amp;kopieren</translation>
    </message>
    <message>
        <source>Take the object&apos;s mask from the key frame before</source>
        <translation>Die Maske des Objekts vom vorigen Schlüsselbild übernehmen</translation>
    </message>
    <message>
        <source>Next object</source>
        <translation>Nächstes Objekt</translation>
    </message>
    <message>
        <source>Make the next object the one to edit</source>
        <translation>Das nächste Objekt bearbeiten</translation>
    </message>
    <message>
        <source>Previous object</source>
        <translation>Voriges Objekt</translation>
    </message>
    <message>
        <source>Make the object before the one to edit</source>
        <translation>Das vorige Objekt bearbeiten</translation>
    </message>
    <message>
        <source>Object &amp;%1</source>
        <translation>Objekt &amp;%1</translation>
    </message>
    <message>
        <source>Make object %1 of the list the one to edit</source>
        <translation>Objekt %1 der Liste bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>&amp;Abspielen oder Pause</translation>
    </message>
    <message>
        <source>Play with sound, or pause; held down over the picture it pans</source>
        <translation>Mit Ton abspielen oder anhalten; über dem Bild gehalten verschiebt die Taste das Bild</translation>
    </message>
    <message>
        <source>Play range &amp;once</source>
        <translation>Bereich &amp;einmal abspielen</translation>
    </message>
    <message>
        <source>Play the marked range, or everything, once from its begin</source>
        <translation>Den markierten Bereich oder alles einmal von vorn abspielen</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>Ein Bild zurück</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>Ein Bild weiter</translation>
    </message>
    <message>
        <source>Previous key frame</source>
        <translation>Voriges Schlüsselbild</translation>
    </message>
    <message>
        <source>To the key frame of the second before</source>
        <translation>Zum Schlüsselbild der vorigen Sekunde</translation>
    </message>
    <message>
        <source>Next key frame</source>
        <translation>Nächstes Schlüsselbild</translation>
    </message>
    <message>
        <source>To the key frame of the next second</source>
        <translation>Zum Schlüsselbild der nächsten Sekunde</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>To the begin</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letztes Bild</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>Play backwards</source>
        <translation>Rückwärts abspielen</translation>
    </message>
    <message>
        <source>Play backwards; again: faster</source>
        <translation>Rückwärts abspielen; nochmals: schneller</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>Die Wiedergabe anhalten</translation>
    </message>
    <message>
        <source>Play forwards</source>
        <translation>Vorwärts abspielen</translation>
    </message>
    <message>
        <source>Play forwards; again: faster</source>
        <translation>Vorwärts abspielen; nochmals: schneller</translation>
    </message>
    <message>
        <source>Range begins here</source>
        <translation>Bereich beginnt hier</translation>
    </message>
    <message>
        <source>Mark the begin of a range</source>
        <translation>Den Anfang eines Bereichs markieren</translation>
    </message>
    <message>
        <source>Range ends here</source>
        <translation>Bereich endet hier</translation>
    </message>
    <message>
        <source>Mark the end of a range</source>
        <translation>Das Ende eines Bereichs markieren</translation>
    </message>
    <message>
        <source>Clear range</source>
        <translation>Bereich aufheben</translation>
    </message>
    <message>
        <source>Forget the marked range</source>
        <translation>Den markierten Bereich vergessen</translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation>&amp;Schleife</translation>
    </message>
    <message>
        <source>Play the range, or everything, again and again</source>
        <translation>Den Bereich oder alles immer wieder abspielen</translation>
    </message>
    <message>
        <source>&amp;Mute</source>
        <translation>S&amp;tumm</translation>
    </message>
    <message>
        <source>Turn the sound off and on</source>
        <translation>Den Ton aus- und einschalten</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>&amp;Verfahren</translation>
    </message>
    <message>
        <source>Run on &amp;all key frames</source>
        <translation>Auf &amp;alle Schlüsselbilder anwenden</translation>
    </message>
    <message>
        <source>Run the chosen method on one frame of every second</source>
        <translation>Das gewählte Verfahren auf ein Bild jeder Sekunde anwenden</translation>
    </message>
    <message>
        <source>Run on &amp;this frame</source>
        <translation>Auf &amp;dieses Bild anwenden</translation>
    </message>
    <message>
        <source>Run the chosen method on the second shown</source>
        <translation>Das gewählte Verfahren auf die gezeigte Sekunde anwenden</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Stop what is running or drop what the mouse began. Never deletes a mask</source>
        <translation>Laufendes anhalten oder mit der Maus Begonnenes verwerfen. Löscht nie eine Maske</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Show &amp;masks</source>
        <translation>&amp;Masken zeigen</translation>
    </message>
    <message>
        <source>Show or hide all masks</source>
        <translation>Alle Masken zeigen oder ausblenden</translation>
    </message>
    <message>
        <source>Show &amp;heat map</source>
        <translation>&amp;Wärmekarte zeigen</translation>
    </message>
    <message>
        <source>Show or hide where the method hears the sound</source>
        <translation>Zeigen oder ausblenden, wo das Verfahren den Klang hört</translation>
    </message>
    <message>
        <source>Show &amp;ground truth</source>
        <translation>&amp;Referenz zeigen</translation>
    </message>
    <message>
        <source>Show or hide the reference of the data set</source>
        <translation>Die Referenz des Datensatzes zeigen oder ausblenden</translation>
    </message>
    <message>
        <source>Peek at the picture</source>
        <translation>Kurz nur das Bild</translation>
    </message>
    <message>
        <source>While held down, only the picture is shown</source>
        <translation>Solange die Taste gehalten wird, ist nur das Bild zu sehen</translation>
    </message>
    <message>
        <source>Fainter heat map</source>
        <translation>Schwächere Wärmekarte</translation>
    </message>
    <message>
        <source>Let more of the picture through</source>
        <translation>Mehr vom Bild durchscheinen lassen</translation>
    </message>
    <message>
        <source>Stronger heat map</source>
        <translation>Stärkere Wärmekarte</translation>
    </message>
    <message>
        <source>Let less of the picture through</source>
        <translation>Weniger vom Bild durchscheinen lassen</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation>Das ganze Bild zeigen</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>One picture pixel on one screen pixel</source>
        <translation>Ein Bildpunkt auf einem Bildschirmpunkt</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Larger picture</source>
        <translation>Das Bild größer zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Smaller picture</source>
        <translation>Das Bild kleiner zeigen</translation>
    </message>
    <message>
        <source>Next &amp;panel</source>
        <translation>Nächster Fenster&amp;teil</translation>
    </message>
    <message>
        <source>Move the keyboard to the next part of the window</source>
        <translation>Die Tastatur zum nächsten Teil des Fensters führen</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>Den ganzen Bildschirm nutzen</translation>
    </message>
    <message>
        <source>Colours of the s&amp;ystem</source>
        <translation>Farben des &amp;Systems</translation>
    </message>
    <message>
        <source>Light or dark as the system is</source>
        <translation>Hell oder dunkel wie das System</translation>
    </message>
    <message>
        <source>&amp;Light colours</source>
        <translation>&amp;Helle Farben</translation>
    </message>
    <message>
        <source>Light window</source>
        <translation>Helles Fenster</translation>
    </message>
    <message>
        <source>&amp;Dark colours</source>
        <translation>&amp;Dunkle Farben</translation>
    </message>
    <message>
        <source>Dark window</source>
        <translation>Dunkles Fenster</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>A&amp;nordnung zurücksetzen</translation>
    </message>
    <message>
        <source>Put all panels back where they were at first</source>
        <translation>Alle Fensterteile an ihren ersten Platz zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Clips</source>
        <translation>&amp;Clips</translation>
    </message>
    <message>
        <source>&amp;Next clip</source>
        <translation>&amp;Nächster Clip</translation>
    </message>
    <message>
        <source>Open the next clip of the list</source>
        <translation>Den nächsten Clip der Liste öffnen</translation>
    </message>
    <message>
        <source>&amp;Previous clip</source>
        <translation>&amp;Voriger Clip</translation>
    </message>
    <message>
        <source>Open the clip before in the list</source>
        <translation>Den vorigen Clip der Liste öffnen</translation>
    </message>
    <message>
        <source>Mark as &amp;checked</source>
        <translation>Als &amp;geprüft markieren</translation>
    </message>
    <message>
        <source>Say that all masks of this clip are right</source>
        <translation>Alle Masken dieses Clips für richtig erklären</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Find an action...</source>
        <translation>&amp;Aktion suchen...</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>Eintippen, was getan werden soll</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>Alle Tasten zeigen</translation>
    </message>
    <message>
        <source>&amp;About Soundmask</source>
        <translation>Ü&amp;ber Soundmask</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>soundmask::AudioOutput</name>
    <message>
        <source>the system has no sound output</source>
        <translation>das System hat keine Tonausgabe</translation>
    </message>
    <message>
        <source>%1 does not take stereo sound at 48 kHz</source>
        <translation>%1 nimmt keinen Stereoton mit 48 kHz an</translation>
    </message>
    <message>
        <source>%1 could not be opened</source>
        <translation>%1 ließ sich nicht öffnen</translation>
    </message>
    <message>
        <source>the sound output stopped working</source>
        <translation>die Tonausgabe ist ausgefallen</translation>
    </message>
</context>
<context>
    <name>soundmask::CanvasView</name>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Open a clip first</source>
        <translation>Zuerst einen Clip öffnen</translation>
    </message>
    <message>
        <source>Press N for a new object, then paint it</source>
        <translation>Mit N ein neues Objekt anlegen, dann malen</translation>
    </message>
    <message>
        <source>“%1” is locked: unlock it in the object list to paint</source>
        <translation>„%1“ ist gesperrt: zum Malen in der Objektliste entsperren</translation>
    </message>
    <message>
        <source>“%1” is hidden: show it in the object list to paint</source>
        <translation>„%1“ ist ausgeblendet: zum Malen in der Objektliste einblenden</translation>
    </message>
    <message>
        <source>Masks are hidden: press V to show and paint them</source>
        <translation>Masken sind ausgeblendet: mit V zeigen, dann malen</translation>
    </message>
    <message>
        <source>The mask of “%1” has another size than the picture</source>
        <translation>Die Maske von „%1“ hat eine andere Größe als das Bild</translation>
    </message>
</context>
<context>
    <name>soundmask::ClipListController</name>
    <message>
        <source>%1 s, %2</source>
        <translation>%1 s, %2</translation>
    </message>
    <message>
        <source>The open clip stays in the list. Open another one first.</source>
        <translation>Der offene Clip bleibt in der Liste. Zuerst einen anderen öffnen.</translation>
    </message>
</context>
<context>
    <name>soundmask::ClipListModel</name>
    <message>
        <source>Untouched</source>
        <translation>Unberührt</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>soundmask::ClipListPanel</name>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Filter clips</source>
        <translation>Clips filtern</translation>
    </message>
    <message>
        <source>Words of the name, category or split</source>
        <translation>Wörter aus Name, Kategorie oder Teilmenge</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Show clips of one state only</source>
        <translation>Nur Clips eines Zustands zeigen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 fertig</translation>
    </message>
    <message>
        <source>No clips yet. Open a video or an AVSBench folder.</source>
        <translation>Noch keine Clips. Ein Video oder einen AVSBench-Ordner öffnen.</translation>
    </message>
    <message>
        <source>Open video</source>
        <translation>Video öffnen</translation>
    </message>
    <message>
        <source>No clip fits the filter.</source>
        <translation>Kein Clip passt zum Filter.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
</context>
<context>
    <name>soundmask::ClipPresenter</name>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Result: %1</source>
        <translation>Ergebnis: %1</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>Reading the sound...</source>
        <translation>Ton wird gelesen...</translation>
    </message>
    <message>
        <source>No sound track</source>
        <translation>Keine Tonspur</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>Referenz</translation>
    </message>
</context>
<context>
    <name>soundmask::ClipSession</name>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Opening your work</source>
        <translation>Gespeicherte Arbeit wird geöffnet</translation>
    </message>
    <message>
        <source>Looking into %1</source>
        <translation>%1 wird durchsucht</translation>
    </message>
    <message>
        <source>Making the sample</source>
        <translation>Beispiel wird erzeugt</translation>
    </message>
</context>
<context>
    <name>soundmask::EditController</name>
    <message>
        <source>This edit could not be made: %1</source>
        <translation>Diese Änderung war nicht möglich: %1</translation>
    </message>
    <message>
        <source>This is the result of a method. The first stroke on it makes a copy to edit.</source>
        <translation>Das ist das Ergebnis eines Verfahrens. Der erste Strich darauf legt eine Kopie zum Bearbeiten an.</translation>
    </message>
    <message>
        <source>Object %1</source>
        <translation>Objekt %1</translation>
    </message>
    <message>
        <source>Edited result</source>
        <translation>Bearbeitetes Ergebnis</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1 (Kopie)</translation>
    </message>
    <message>
        <source>This object is locked.</source>
        <translation>Dieses Objekt ist gesperrt.</translation>
    </message>
    <message>
        <source>This object has no mask on this frame.</source>
        <translation>Dieses Objekt hat auf diesem Bild keine Maske.</translation>
    </message>
    <message>
        <source>This object has no mask on the key frame before.</source>
        <translation>Dieses Objekt hat auf dem vorigen Schlüsselbild keine Maske.</translation>
    </message>
</context>
<context>
    <name>soundmask::EditTitles</name>
    <message>
        <source>brush stroke</source>
        <translation>Pinselstrich</translation>
    </message>
    <message>
        <source>eraser stroke</source>
        <translation>Radiererstrich</translation>
    </message>
    <message>
        <source>clear mask</source>
        <translation>Maske löschen</translation>
    </message>
    <message>
        <source>copy from previous second</source>
        <translation>aus voriger Sekunde kopieren</translation>
    </message>
    <message>
        <source>add object</source>
        <translation>Objekt hinzufügen</translation>
    </message>
    <message>
        <source>delete object</source>
        <translation>Objekt löschen</translation>
    </message>
    <message>
        <source>duplicate object</source>
        <translation>Objekt duplizieren</translation>
    </message>
    <message>
        <source>move object</source>
        <translation>Objekt verschieben</translation>
    </message>
    <message>
        <source>edit a copy of the result</source>
        <translation>Kopie des Ergebnisses bearbeiten</translation>
    </message>
    <message>
        <source>import masks</source>
        <translation>Masken importieren</translation>
    </message>
    <message>
        <source>change object</source>
        <translation>Objekt ändern</translation>
    </message>
    <message>
        <source>set sounding state</source>
        <translation>Klangzustand setzen</translation>
    </message>
    <message>
        <source>add point</source>
        <translation>Punkt hinzufügen</translation>
    </message>
    <message>
        <source>remove point</source>
        <translation>Punkt entfernen</translation>
    </message>
    <message>
        <source>add box</source>
        <translation>Box hinzufügen</translation>
    </message>
    <message>
        <source>clear prompts</source>
        <translation>Punkte und Boxen entfernen</translation>
    </message>
    <message>
        <source>set review state</source>
        <translation>Prüfzustand setzen</translation>
    </message>
</context>
<context>
    <name>soundmask::EditorPane</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
</context>
<context>
    <name>soundmask::EmptyState</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>soundmask::ErrorText</name>
    <message>
        <source>%1 is not there any more</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>%1 is not a video</source>
        <translation>%1 ist kein Video</translation>
    </message>
    <message>
        <source>%1 has sound but no picture</source>
        <translation>%1 hat Ton, aber kein Bild</translation>
    </message>
    <message>
        <source>%1 has no sound track</source>
        <translation>%1 hat keine Tonspur</translation>
    </message>
    <message>
        <source>Methods that listen are off for this clip; drawing works.</source>
        <translation>Verfahren, die den Ton brauchen, sind für diesen Clip gesperrt; Zeichnen geht.</translation>
    </message>
    <message>
        <source>No picture of %1 can be decoded</source>
        <translation>Kein Bild von %1 lässt sich dekodieren</translation>
    </message>
    <message>
        <source>One picture of %1 cannot be decoded</source>
        <translation>Ein Bild von %1 lässt sich nicht dekodieren</translation>
    </message>
    <message>
        <source>%1 is in a format this program does not read</source>
        <translation>%1 hat ein Format, das dieses Programm nicht liest</translation>
    </message>
    <message>
        <source>%1 is damaged or incomplete</source>
        <translation>%1 ist beschädigt oder unvollständig</translation>
    </message>
    <message>
        <source>The sizes in %1 do not fit together</source>
        <translation>Die Größen in %1 passen nicht zusammen</translation>
    </message>
    <message>
        <source>%1 cannot be used like this</source>
        <translation>%1 ist so nicht verwendbar</translation>
    </message>
    <message>
        <source>Model file missing: %1</source>
        <translation>Modelldatei fehlt: %1</translation>
    </message>
    <message>
        <source>%1 lacks something that is needed</source>
        <translation>In %1 fehlt etwas Nötiges</translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation>%1 konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Not enough memory</source>
        <translation>Nicht genug Speicher</translation>
    </message>
    <message>
        <source>An error inside the program</source>
        <translation>Ein Fehler im Programm</translation>
    </message>
</context>
<context>
    <name>soundmask::FilmLane</name>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
</context>
<context>
    <name>soundmask::HintBar</name>
    <message>
        <source>x %1 y %2</source>
        <translation>x %1 y %2</translation>
    </message>
    <message>
        <source>%1 heat %2</source>
        <translation>%1 Wärme %2</translation>
    </message>
    <message>
        <source>brush %1 px</source>
        <translation>Pinsel %1 px</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Picture pixel under the mouse, and the heat map&apos;s value there (0 to 1)</source>
        <translation>Bildpunkt unter der Maus und der Wert der Wärmekarte dort (0 bis 1)</translation>
    </message>
    <message>
        <source>Diameter of the brush in picture pixels ([ and ], or Shift+wheel)</source>
        <translation>Durchmesser des Pinsels in Bildpunkten ([ und ] oder Umschalt+Rad)</translation>
    </message>
    <message>
        <source>Screen pixels per picture pixel (Ctrl+0 fits, Ctrl+1 is 100 %)</source>
        <translation>Bildschirmpunkte je Bildpunkt (Strg+0 passt ein, Strg+1 ist 100 %)</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>Pinselgröße</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
</context>
<context>
    <name>soundmask::JobStrip</name>
    <message>
        <source>Cancel this job</source>
        <translation>Diesen Auftrag abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n waiting)</source>
        <translation>
            <numerusform>%1 (%n wartet)</numerusform>
            <numerusform>%1 (%n warten)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>soundmask::LayerChips</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>The frame itself</source>
        <translation>Das Bild selbst</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>The true mask of the data set, as black and white dashes</source>
        <translation>Die wahre Maske des Datensatzes, schwarz-weiß gestrichelt</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Wärmekarte</translation>
    </message>
    <message>
        <source>Where the method finds the sound (Shift+V; fainter and stronger: , and .)</source>
        <translation>Wo das Verfahren den Klang findet (Umschalt+V; schwächer und stärker: , und .)</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Positive and negative points</source>
        <translation>Positive und negative Punkte</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Boxen</translation>
    </message>
    <message>
        <source>Boxes around what sounds</source>
        <translation>Boxen um das, was klingt</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>The masks of objects and results (V)</source>
        <translation>Die Masken von Objekten und Ergebnissen (V)</translation>
    </message>
    <message>
        <source>%1
Hold the button down to show only this</source>
        <translation>%1
Taste gedrückt halten, um nur dies zu zeigen</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>Wärme</translation>
    </message>
    <message>
        <source>How strong the heat map covers the picture (, and .)</source>
        <translation>Wie stark die Wärmekarte das Bild deckt (, und .)</translation>
    </message>
    <message>
        <source>Heat map opacity</source>
        <translation>Deckkraft der Wärmekarte</translation>
    </message>
    <message>
        <source>Colours of the heat map, from 0 to 1</source>
        <translation>Farben der Wärmekarte, von 0 bis 1</translation>
    </message>
    <message>
        <source>Colours of the heat map</source>
        <translation>Farben der Wärmekarte</translation>
    </message>
    <message>
        <source>Fill and outline</source>
        <translation>Fläche + Rand</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>How masks are drawn</source>
        <translation>Wie Masken gezeichnet werden</translation>
    </message>
</context>
<context>
    <name>soundmask::MainWindow</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Methods run on the processor: %n thread(s).</source>
        <translation>
            <numerusform>Verfahren laufen auf dem Prozessor: %n Thread.</numerusform>
            <numerusform>Verfahren laufen auf dem Prozessor: %n Threads.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open video</source>
        <translation>Video öffnen</translation>
    </message>
    <message>
        <source>Videos and all files (*)</source>
        <translation>Videos und alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open data set or folder of videos</source>
        <translation>Datensatz oder Ordner mit Videos öffnen</translation>
    </message>
    <message>
        <source>Folder with mask pictures</source>
        <translation>Ordner mit Maskenbildern</translation>
    </message>
    <message>
        <source>Export masks into folder</source>
        <translation>Masken in Ordner exportieren</translation>
    </message>
    <message>
        <source>This clip has no sound track.</source>
        <translation>Dieser Clip hat keine Tonspur.</translation>
    </message>
    <message>
        <source>This clip is odd</source>
        <translation>Dieser Clip ist ungewöhnlich</translation>
    </message>
    <message>
        <source>Some masks were adapted</source>
        <translation>Einige Masken wurden angepasst</translation>
    </message>
    <message>
        <source>Your edits are not being saved</source>
        <translation>Änderungen werden nicht gespeichert</translation>
    </message>
    <message>
        <source>No sound is heard</source>
        <translation>Kein Ton zu hören</translation>
    </message>
    <message>
        <source>Playback goes on by a steady clock: %1.</source>
        <translation>Die Wiedergabe läuft nach einer festen Uhr weiter: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n mask(s) written and read back equal.</source>
        <translation>
            <numerusform>%n Maske geschrieben und durch Zurücklesen bestätigt.</numerusform>
            <numerusform>%n Masken geschrieben und durch Zurücklesen bestätigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) have no mask.</source>
        <translation>
            <numerusform>%n Sekunde hat keine Maske.</numerusform>
            <numerusform>%n Sekunden haben keine Maske.</numerusform>
        </translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>%1[*] – Soundmask</source>
        <translation>%1[*] – Soundmask</translation>
    </message>
    <message>
        <source>Soundmask</source>
        <translation>Soundmask</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>Saving...</source>
        <translation>Wird gespeichert...</translation>
    </message>
    <message>
        <source>Saved, not exported</source>
        <translation>Gespeichert, nicht exportiert</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Edits are not saved</source>
        <translation>Änderungen sind nicht gespeichert</translation>
    </message>
    <message>
        <source>The project file cannot be written. Edits are lost when the clip is closed before they are exported.</source>
        <translation>Die Projektdatei lässt sich nicht schreiben. Änderungen gehen verloren, wenn der Clip vor dem Exportieren geschlossen wird.</translation>
    </message>
    <message>
        <source>Close and lose edits</source>
        <translation>Schließen und Änderungen verlieren</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>About Soundmask</source>
        <translation>Über Soundmask</translation>
    </message>
    <message>
        <source>&lt;b&gt;Soundmask %1&lt;/b&gt;&lt;br&gt;A workbench for audio-visual segmentation: which pixels make the sound?&lt;br&gt;&lt;br&gt;MIT licence.</source>
        <translation>&lt;b&gt;Soundmask %1&lt;/b&gt;&lt;br&gt;Eine Werkbank für audiovisuelle Segmentierung: Welche Bildpunkte machen den Klang?&lt;br&gt;&lt;br&gt;MIT-Lizenz.</translation>
    </message>
</context>
<context>
    <name>soundmask::MasksTransfer</name>
    <message>
        <source>Exporting masks</source>
        <translation>Masken werden exportiert</translation>
    </message>
    <message>
        <source>Reading masks</source>
        <translation>Masken werden gelesen</translation>
    </message>
</context>
<context>
    <name>soundmask::MessageBanner</name>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>soundmask::MethodController</name>
    <message>
        <source>a sound track</source>
        <translation>eine Tonspur</translation>
    </message>
    <message>
        <source>weights: %1</source>
        <translation>Gewichte: %1</translation>
    </message>
    <message>
        <source>Open a clip first.</source>
        <translation>Zuerst einen Clip öffnen.</translation>
    </message>
    <message>
        <source>Starting...</source>
        <translation>Wird gestartet...</translation>
    </message>
    <message>
        <source>Stopping; finished frames are kept</source>
        <translation>Wird angehalten; fertige Bilder bleiben</translation>
    </message>
    <message>
        <source>Cancelled; finished frames are kept</source>
        <translation>Abgebrochen; fertige Bilder bleiben</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>soundmask::MethodPanel</name>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>How masks are found</source>
        <translation>Wie Masken gefunden werden</translation>
    </message>
    <message>
        <source>Back to defaults</source>
        <translation>Vorgaben wiederherstellen</translation>
    </message>
    <message>
        <source>All parameters of this method get their default values</source>
        <translation>Alle Parameter dieses Verfahrens erhalten ihre Vorgaben</translation>
    </message>
    <message>
        <source>All key frames</source>
        <translation>Alle Schlüsselbilder</translation>
    </message>
    <message>
        <source>This frame</source>
        <translation>Dieses Bild</translation>
    </message>
    <message>
        <source>Which frames</source>
        <translation>Welche Bilder</translation>
    </message>
    <message>
        <source>Which frames the method runs on</source>
        <translation>Auf welche Bilder das Verfahren angewandt wird</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop; frames that are done are kept (Esc)</source>
        <translation>Anhalten; fertige Bilder bleiben (Esc)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>No methods are known.</source>
        <translation>Keine Verfahren bekannt.</translation>
    </message>
    <message>
        <source>Needs: %1</source>
        <translation>Braucht: %1</translation>
    </message>
    <message>
        <source>Run the method (Enter; all key frames: Ctrl+Enter)</source>
        <translation>Das Verfahren starten (Enter; alle Schlüsselbilder: Strg+Enter)</translation>
    </message>
</context>
<context>
    <name>soundmask::MethodTexts</name>
    <message>
        <source>Whole picture</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <source>Marks the whole picture on every frame. A floor to compare other methods with.</source>
        <translation>Markiert auf jedem Bild alles. Eine untere Messlatte für andere Verfahren.</translation>
    </message>
    <message>
        <source>Looks at nothing and hears nothing: it says that everything sounds, also in silence.</source>
        <translation>Sieht nichts und hört nichts: Es erklärt alles für klingend, auch in der Stille.</translation>
    </message>
    <message>
        <source>Centre box</source>
        <translation>Mittige Box</translation>
    </message>
    <message>
        <source>Marks a box in the middle of every frame. A floor to compare other methods with.</source>
        <translation>Markiert eine Box in der Mitte jedes Bildes. Eine untere Messlatte für andere Verfahren.</translation>
    </message>
    <message>
        <source>Looks at nothing and hears nothing: it profits from people filming what sounds in the middle.</source>
        <translation>Sieht nichts und hört nichts: Es profitiert davon, dass Klingendes meist in der Bildmitte gefilmt wird.</translation>
    </message>
    <message>
        <source>Share of the width and of the height that the box takes.</source>
        <translation>Anteil der Breite und der Höhe, den die Box einnimmt.</translation>
    </message>
    <message>
        <source>Sound and motion</source>
        <translation>Klang und Bewegung</translation>
    </message>
    <message>
        <source>Marks what moves in time with the sound: motion beside the camera&apos;s, compared with the loudness and the onsets of the sound, cut out along the edges. Needs no network weights.</source>
        <translation>Markiert, was sich im Takt des Klangs bewegt: Bewegung, die nicht von der Kamera kommt, verglichen mit Lautstärke und Einsätzen des Tons, entlang der Kanten ausgeschnitten. Braucht keine Netzgewichte.</translation>
    </message>
    <message>
        <source>Knows nothing about things. Fails where what sounds does not move, where something else moves more or in the same rhythm, in steady sounds, and where the whole picture shakes; it does not know a person from the instrument. On still pictures nothing moves, so it finds nothing: use the video.</source>
        <translation>Weiß nichts über Dinge. Versagt, wo sich Klingendes nicht bewegt, wo sich anderes mehr oder im selben Rhythmus bewegt, bei gleichmäßigen Klängen und wo das ganze Bild wackelt; es unterscheidet Mensch und Instrument nicht. Auf Standbildern bewegt sich nichts, also findet es nichts: das Video verwenden.</translation>
    </message>
    <message>
        <source>Seconds around each key frame in which motion and sound are compared.</source>
        <translation>Sekunden um jedes Schlüsselbild, in denen Bewegung und Ton verglichen werden.</translation>
    </message>
    <message>
        <source>Seconds that motion and sound may be apart, whichever is first.</source>
        <translation>Sekunden, die Bewegung und Ton auseinander liegen dürfen, gleich was zuerst kommt.</translation>
    </message>
    <message>
        <source>Share of the heat that motion has even when it does not follow the sound.</source>
        <translation>Anteil der Wärme, den Bewegung auch dann hat, wenn sie dem Ton nicht folgt.</translation>
    </message>
    <message>
        <source>Heat from which a place belongs to the sounding object.</source>
        <translation>Wärme, ab der eine Stelle zum klingenden Objekt gehört.</translation>
    </message>
    <message>
        <source>Level, in dB of full scale, below which a second is silent.</source>
        <translation>Pegel in dB (bezogen auf Vollaussteuerung), unter dem eine Sekunde still ist.</translation>
    </message>
    <message>
        <source>Whether the mask follows the edges of the picture (GrabCut).</source>
        <translation>Ob die Maske den Kanten des Bildes folgt (GrabCut).</translation>
    </message>
    <message>
        <source>Fraction</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Versatz</translation>
    </message>
    <message>
        <source>Prior</source>
        <translation>Grundanteil</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Silence db</source>
        <translation>Stille (dB)</translation>
    </message>
    <message>
        <source>Refine</source>
        <translation>Verfeinern</translation>
    </message>
</context>
<context>
    <name>soundmask::ObjectDelegate</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
</context>
<context>
    <name>soundmask::ObjectListModel</name>
    <message>
        <source>Not judged</source>
        <translation>Nicht beurteilt</translation>
    </message>
    <message>
        <source>Sounding</source>
        <translation>Klingend</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Sounding off screen</source>
        <translation>Klingt außerhalb des Bildes</translation>
    </message>
    <message>
        <source>Shown; click to hide</source>
        <translation>Sichtbar; Klick blendet aus</translation>
    </message>
    <message>
        <source>Hidden; click to show</source>
        <translation>Ausgeblendet; Klick zeigt</translation>
    </message>
    <message>
        <source>%1
The first stroke on it edits a copy</source>
        <translation>%1
Der erste Strich darauf bearbeitet eine Kopie</translation>
    </message>
    <message>
        <source>%1
No mask on this frame</source>
        <translation>%1
Keine Maske auf diesem Bild</translation>
    </message>
    <message>
        <source>Class; double-click or F2 to change</source>
        <translation>Klasse; Doppelklick oder F2 ändert sie</translation>
    </message>
    <message>
        <source>%1 in second %2; click to change</source>
        <translation>%1 in Sekunde %2; Klick ändert es</translation>
    </message>
    <message>
        <source>Result of a method</source>
        <translation>Ergebnis eines Verfahrens</translation>
    </message>
    <message>
        <source>Locked; click to unlock</source>
        <translation>Gesperrt; Klick entsperrt</translation>
    </message>
    <message>
        <source>Can be edited; click to lock</source>
        <translation>Bearbeitbar; Klick sperrt</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Shown or hidden</source>
        <translation>Sichtbar oder ausgeblendet</translation>
    </message>
    <message>
        <source>Does it sound in second %1?</source>
        <translation>Klingt es in Sekunde %1?</translation>
    </message>
    <message>
        <source>Does it sound?</source>
        <translation>Klingt es?</translation>
    </message>
    <message>
        <source>Locked against changes</source>
        <translation>Gegen Änderungen gesperrt</translation>
    </message>
</context>
<context>
    <name>soundmask::ObjectsLane</name>
    <message>
        <source>sounding</source>
        <translation>klingend</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>sounding off screen</source>
        <translation>klingt außerhalb des Bildes</translation>
    </message>
    <message>
        <source>sound not judged</source>
        <translation>Klang nicht beurteilt</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Objects (%1)</source>
        <translation>Objekte (%1)</translation>
    </message>
    <message>
        <source>%1, second %2: %3 % of the picture, %4, %5</source>
        <translation>%1, Sekunde %2: %3 % des Bildes, %4, %5</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>from a model</source>
        <translation>von einem Modell</translation>
    </message>
    <message>
        <source>%1, second %2: no mask</source>
        <translation>%1, Sekunde %2: keine Maske</translation>
    </message>
</context>
<context>
    <name>soundmask::ObjectsPanel</name>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Objects, topmost first</source>
        <translation>Objekte, oberstes zuerst</translation>
    </message>
    <message>
        <source>New object</source>
        <translation>Neues Objekt</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation>Alt+Hoch</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Herunter</translation>
    </message>
    <message>
        <source>Delete object</source>
        <translation>Objekt löschen</translation>
    </message>
    <message>
        <source>Shift+Del</source>
        <translation>Umschalt+Entf</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No objects yet. Paint with the brush, or start one here.</source>
        <translation>Noch keine Objekte. Mit dem Pinsel malen oder hier eines anlegen.</translation>
    </message>
    <message>
        <source>Open a clip to mark what sounds in it.</source>
        <translation>Einen Clip öffnen, um zu markieren, was darin klingt.</translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation>Farbe von %1</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Change class</source>
        <translation>Klasse ändern</translation>
    </message>
    <message>
        <source>Change colour...</source>
        <translation>Farbe ändern...</translation>
    </message>
    <message>
        <source>Sound in this second</source>
        <translation>Klang in dieser Sekunde</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>soundmask::ParameterEditor</name>
    <message>
        <source>%1
Default: %2</source>
        <translation>%1
Vorgabe: %2</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
</context>
<context>
    <name>soundmask::PlayControls</name>
    <message>
        <source>the sound device does not start</source>
        <translation>das Tongerät startet nicht</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Abspielen</translation>
    </message>
</context>
<context>
    <name>soundmask::RulerLane</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Click: go there. Drag: scrub. Shift+drag: mark a range. Wheel: zoom. Alt: snap.</source>
        <translation>Klick: dorthin springen. Ziehen: durchfahren. Umschalt+Ziehen: Bereich markieren. Rad: zoomen. Alt: einrasten.</translation>
    </message>
    <message>
        <source>pre-encoded</source>
        <translation>vorkodiert</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
    <message>
        <source>Key frame of second %1: frame %2 at %3 s
%4</source>
        <translation>Schlüsselbild der Sekunde %1: Bild %2 bei %3 s
%4</translation>
    </message>
</context>
<context>
    <name>soundmask::ScoresLane</name>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Scores (%1)</source>
        <translation>Werte (%1)</translation>
    </message>
    <message>
        <source>%1, second %2: %3</source>
        <translation>%1, Sekunde %2: %3</translation>
    </message>
</context>
<context>
    <name>soundmask::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Mouse on the picture</source>
        <translation>Maus auf dem Bild</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Strg+Rad</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>Am Mauszeiger zoomen</translation>
    </message>
    <message>
        <source>Middle button, or hold Space</source>
        <translation>Mittlere Taste oder Leertaste halten</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Hold Alt</source>
        <translation>Alt halten</translation>
    </message>
    <message>
        <source>Brush erases, eraser paints</source>
        <translation>Pinsel radiert, Radierer malt</translation>
    </message>
    <message>
        <source>Shift+wheel, Alt+right drag</source>
        <translation>Umschalt+Rad, Alt+Ziehen rechts</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>Pinselgröße</translation>
    </message>
    <message>
        <source>Right, or Shift+left</source>
        <translation>Rechts oder Umschalt+links</translation>
    </message>
    <message>
        <source>Negative point</source>
        <translation>Negativer Punkt</translation>
    </message>
    <message>
        <source>Mouse on the timeline</source>
        <translation>Maus auf der Zeitleiste</translation>
    </message>
    <message>
        <source>Click, drag</source>
        <translation>Klick, Ziehen</translation>
    </message>
    <message>
        <source>Go there, scrub</source>
        <translation>Dorthin springen, durchfahren</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Shift+wheel</source>
        <translation>Umschalt+Rad</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Snap to pictures and onsets</source>
        <translation>An Bildern und Einsätzen einrasten</translation>
    </message>
</context>
<context>
    <name>soundmask::SpectrogramLane</name>
    <message>
        <source>Spectrum</source>
        <translation>Spektrum</translation>
    </message>
</context>
<context>
    <name>soundmask::StartPage</name>
    <message>
        <source>Recent</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Soundmask</source>
        <translation>Soundmask</translation>
    </message>
    <message>
        <source>See what sounds. Mark it, correct it, compare methods, export masks.</source>
        <translation>Sehen, was klingt. Markieren, berichtigen, Verfahren vergleichen, Masken exportieren.</translation>
    </message>
    <message>
        <source>Open sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Five made-up seconds with sound and true masks. Nothing to download.</source>
        <translation>Fünf künstliche Sekunden mit Ton und wahren Masken. Ohne Herunterladen.</translation>
    </message>
    <message>
        <source>Open video</source>
        <translation>Video öffnen</translation>
    </message>
    <message>
        <source>Any video file. One frame of each second gets a mask.</source>
        <translation>Jede Videodatei. Ein Bild jeder Sekunde bekommt eine Maske.</translation>
    </message>
    <message>
        <source>Open data set</source>
        <translation>Datensatz öffnen</translation>
    </message>
    <message>
        <source>An AVSBench folder: single source, multiple sources or semantic.</source>
        <translation>Ein AVSBench-Ordner: eine Quelle, mehrere Quellen oder semantisch.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Recent files and folders</source>
        <translation>Zuletzt verwendete Dateien und Ordner</translation>
    </message>
    <message>
        <source>Or drop a file or folder anywhere in this window.</source>
        <translation>Oder eine Datei oder einen Ordner in dieses Fenster ziehen.</translation>
    </message>
</context>
<context>
    <name>soundmask::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Film, sound and objects along the time of the clip. Plus and minus zoom.</source>
        <translation>Film, Ton und Objekte entlang der Zeit des Clips. Plus und Minus zoomen.</translation>
    </message>
    <message>
        <source>%1 unfolded</source>
        <translation>%1 aufgeklappt</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>Verkleinern (-)</translation>
    </message>
    <message>
        <source>Show the whole clip</source>
        <translation>Den ganzen Clip zeigen</translation>
    </message>
    <message>
        <source>Clear the range</source>
        <translation>Bereich aufheben</translation>
    </message>
    <message>
        <source>%1: click to edit it, the arrow folds all objects</source>
        <translation>%1: Klick wählt zum Bearbeiten, der Pfeil klappt alle Objekte zu</translation>
    </message>
    <message>
        <source>Click to unfold</source>
        <translation>Klick klappt auf</translation>
    </message>
    <message>
        <source>Click to fold</source>
        <translation>Klick klappt zu</translation>
    </message>
    <message>
        <source>Open a clip to see its film, sound and objects along one time axis.</source>
        <translation>Einen Clip öffnen, um Film, Ton und Objekte auf einer Zeitachse zu sehen.</translation>
    </message>
</context>
<context>
    <name>soundmask::TransportBar</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>Previous key frame</source>
        <translation>Voriges Schlüsselbild</translation>
    </message>
    <message>
        <source>Shift+Left</source>
        <translation>Umschalt+Links</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Next key frame</source>
        <translation>Nächstes Schlüsselbild</translation>
    </message>
    <message>
        <source>Shift+Right</source>
        <translation>Umschalt+Rechts</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letztes Bild</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Loop the range, or everything</source>
        <translation>Den Bereich oder alles wiederholen</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Strg+L</translation>
    </message>
    <message>
        <source>%1x</source>
        <translation>%1x</translation>
    </message>
    <message>
        <source>Speed; the pitch of the sound is kept</source>
        <translation>Geschwindigkeit; die Tonhöhe bleibt</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Click to type a time such as 2.94 or 1:02.5, or a frame such as #74</source>
        <translation>Klicken und eine Zeit wie 2.94 oder 1:02.5 oder ein Bild wie #74 eingeben</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Duration and frame</source>
        <translation>Dauer und Bild</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>/ %1    frame %2 / %3</source>
        <translation>/ %1    Bild %2 / %3</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Ton an</translation>
    </message>
</context>
<context>
    <name>soundmask::WaveformLane</name>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>still</translation>
    </message>
    <message>
        <source>%1 s: %2 (full height: %3 dB). Triangles: onsets.</source>
        <translation>%1 s: %2 (volle Höhe: %3 dB). Dreiecke: Einsätze.</translation>
    </message>
</context>
</TS>
