<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>BrushTool</name>
    <message>
        <source>Left: erase  ·  Right or Alt: paint  ·  Shift+wheel: size ({brush_smaller} and {brush_larger})  ·  Esc: abandon stroke</source>
        <translation>Links: radieren  ·  Rechts/Alt: malen  ·  Umschalt+Rad: Größe ({brush_smaller} und {brush_larger})  ·  Esc: verwerfen</translation>
    </message>
    <message>
        <source>Left: paint  ·  Right or Alt: erase  ·  Shift+wheel: size ({brush_smaller} and {brush_larger})  ·  Esc: abandon stroke</source>
        <translation>Links: malen  ·  Rechts/Alt: radieren  ·  Umschalt+Rad: Größe ({brush_smaller} und {brush_larger})  ·  Esc: verwerfen</translation>
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
    <name>CutTool</name>
    <message>
        <source>Click on the object first, or draw a box around it</source>
        <translation>Erst auf das Objekt klicken oder eine Box darum ziehen</translation>
    </message>
    <message>
        <source>Left: also this  ·  Right: not this  ·  Drag: new box  ·  Esc: forget the clicks</source>
        <translation>Links: auch dies  ·  Rechts: dies nicht  ·  Ziehen: neue Box  ·  Esc: Klicks vergessen</translation>
    </message>
    <message>
        <source>Drag: box around the object, it is cut out by its colours  ·  Click: cut out what is here</source>
        <translation>Ziehen: Box um das Objekt, es wird nach Farben ausgeschnitten  ·  Klick: ausschneiden, was hier ist</translation>
    </message>
</context>
<context>
    <name>FillTool</name>
    <message>
        <source>Left: fill the hole under the mouse  ·  Right: clear the part under it  ·  Alt+click: pick an object</source>
        <translation>Links: das Loch unter der Maus füllen  ·  Rechts: den Teil darunter löschen  ·  Alt+Klick: Objekt wählen</translation>
    </message>
</context>
<context>
    <name>PanTool</name>
    <message>
        <source>Drag: move the picture  ·  Ctrl+wheel: zoom  ·  {zoom_fit}: fit</source>
        <translation>Ziehen: Bild verschieben  ·  Strg+Rad: zoomen  ·  {zoom_fit}: einpassen</translation>
    </message>
</context>
<context>
    <name>PolygonTool</name>
    <message>
        <source>A polygon needs three corners at least</source>
        <translation>Ein Polygon braucht mindestens drei Ecken</translation>
    </message>
    <message>
        <source>Click: next corner  ·  Enter or double click: close  ·  Backspace: take the last back  ·  Esc: drop</source>
        <translation>Klick: nächste Ecke  ·  Enter oder Doppelklick: schließen  ·  Rücktaste: letzte zurücknehmen  ·  Esc: verwerfen</translation>
    </message>
    <message>
        <source>Click: first corner of what to add to the mask</source>
        <translation>Klick: erste Ecke dessen, was zur Maske kommt</translation>
    </message>
    <message>
        <source>Click: first corner of what to take away from the mask</source>
        <translation>Klick: erste Ecke dessen, was aus der Maske fällt</translation>
    </message>
</context>
<context>
    <name>PromptTool</name>
    <message>
        <source>Click: select an object or prompt  ·  Hold Space or middle button: move the picture</source>
        <translation>Klick: Objekt, Punkt oder Box auswählen  ·  Leer-/Mitteltaste: Bild schieben</translation>
    </message>
    <message>
        <source>Drag: move  ·  Del: remove  ·  {turn_point}: turn positive / negative  ·  Esc: deselect</source>
        <translation>Ziehen: verschieben  ·  Entf: entfernen  ·  {turn_point}: positiv/negativ  ·  Esc: abwählen</translation>
    </message>
    <message>
        <source>Left: point on the object  ·  Right or Shift+left: point off it  ·  Drag: box  ·  {run_frame}: run</source>
        <translation>Links: aufs Objekt  ·  Rechts/Umschalt+links: daneben  ·  Ziehen: Box  ·  {run_frame}: Start</translation>
    </message>
    <message>
        <source>Drag: box around the object  ·  Click a prompt: select it  ·  {run_frame}: run</source>
        <translation>Ziehen: Box um das Objekt  ·  Klick auf Punkt oder Box: auswählen  ·  {run_frame}: Start</translation>
    </message>
</context>
<context>
    <name>SegmentController</name>
    <message>
        <source>MobileSAM, test weights: masks mean nothing</source>
        <translation>MobileSAM, Testgewichte: die Masken bedeuten nichts</translation>
    </message>
</context>
<context>
    <name>WandTool</name>
    <message>
        <source>Left: add what is like this pixel  ·  Right or Alt: take it away  ·  Drag right or left: more or fewer colours</source>
        <translation>Links: hinzufügen, was diesem Pixel gleicht  ·  Rechts oder Alt: wegnehmen  ·  Nach rechts oder links ziehen: mehr oder weniger Farben</translation>
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
        <source>Take the object&apos;s mask from the key frame before</source>
        <translation>Die Maske des Objekts vom vorigen Schlüsselbild übernehmen</translation>
    </message>
    <message>
        <source>Next object</source>
        <translation>Nächstes Objekt</translation>
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
    <message>
        <source>Open &amp;project...</source>
        <translation>&amp;Projekt öffnen...</translation>
    </message>
    <message>
        <source>Open a project file, such as a saved copy</source>
        <translation>Eine Projektdatei öffnen, etwa eine gespeicherte Kopie</translation>
    </message>
    <message>
        <source>Save &amp;now</source>
        <translation>Jetzt speicher&amp;n</translation>
    </message>
    <message>
        <source>Everything is saved all the time; this waits for the disk and says when it is</source>
        <translation>Alles wird laufend gespeichert; dies wartet auf die Platte und sagt, wann es so weit ist</translation>
    </message>
    <message>
        <source>Save a cop&amp;y...</source>
        <translation>&amp;Kopie speichern...</translation>
    </message>
    <message>
        <source>Write the project with its history to another file</source>
        <translation>Das Projekt mit seinem Verlauf in eine andere Datei schreiben</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>E&amp;xportieren...</translation>
    </message>
    <message>
        <source>Write masks, a movie with sound or a case-study sheet</source>
        <translation>Masken, einen Film mit Ton oder ein Fallstudienblatt schreiben</translation>
    </message>
    <message>
        <source>Segmen&amp;t</source>
        <translation>Seg&amp;mentieren</translation>
    </message>
    <message>
        <source>Click on an object and get its mask; right click takes away, a box works too</source>
        <translation>Auf ein Objekt klicken und seine Maske bekommen; Rechtsklick nimmt weg, eine Box geht auch</translation>
    </message>
    <message>
        <source>Pol&amp;ygon</source>
        <translation>Pol&amp;ygon</translation>
    </message>
    <message>
        <source>Click around what to add to the mask</source>
        <translation>Umklicken, was zur Maske kommen soll</translation>
    </message>
    <message>
        <source>Subtract poly&amp;gon</source>
        <translation>Poly&amp;gon abziehen</translation>
    </message>
    <message>
        <source>Click around what to take away from the mask</source>
        <translation>Umklicken, was aus der Maske fallen soll</translation>
    </message>
    <message>
        <source>&amp;Fill</source>
        <translation>&amp;Füllen</translation>
    </message>
    <message>
        <source>Fill a hole in the mask, or clear a part of it</source>
        <translation>Ein Loch der Maske füllen oder einen Teil löschen</translation>
    </message>
    <message>
        <source>Magic &amp;wand</source>
        <translation>&amp;Zauberstab</translation>
    </message>
    <message>
        <source>Add all that has the colour clicked on</source>
        <translation>Alles hinzufügen, was die angeklickte Farbe hat</translation>
    </message>
    <message>
        <source>&amp;Cut out</source>
        <translation>A&amp;usschneiden</translation>
    </message>
    <message>
        <source>Draw a box around an object, or click on it: it is cut out by its colours and edges</source>
        <translation>Eine Box um ein Objekt ziehen oder darauf klicken: es wird nach Farben und Kanten ausgeschnitten</translation>
    </message>
    <message>
        <source>Make the next object the one to edit; Tab over the picture</source>
        <translation>Das nächste Objekt bearbeiten; Tab über dem Bild</translation>
    </message>
    <message>
        <source>M&amp;ask</source>
        <translation>Mas&amp;ke</translation>
    </message>
    <message>
        <source>&amp;Refine...</source>
        <translation>Ver&amp;feinern...</translation>
    </message>
    <message>
        <source>Grow, shrink, smooth or clean the mask with a preview</source>
        <translation>Die Maske mit Vorschau vergrößern, verkleinern, glätten oder säubern</translation>
    </message>
    <message>
        <source>&amp;Grow...</source>
        <translation>Ver&amp;größern...</translation>
    </message>
    <message>
        <source>Add a margin around the mask</source>
        <translation>Einen Rand um die Maske hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Shrink...</source>
        <translation>Ver&amp;kleinern...</translation>
    </message>
    <message>
        <source>Take a margin off the mask</source>
        <translation>Einen Rand der Maske wegnehmen</translation>
    </message>
    <message>
        <source>S&amp;mooth...</source>
        <translation>G&amp;lätten...</translation>
    </message>
    <message>
        <source>Round off bumps and notches of the outline</source>
        <translation>Beulen und Kerben des Umrisses abrunden</translation>
    </message>
    <message>
        <source>Fill &amp;holes...</source>
        <translation>Lö&amp;cher füllen...</translation>
    </message>
    <message>
        <source>Set all holes inside the mask</source>
        <translation>Alle Löcher in der Maske füllen</translation>
    </message>
    <message>
        <source>Remove &amp;islands...</source>
        <translation>In&amp;seln entfernen...</translation>
    </message>
    <message>
        <source>Take away the parts that are smaller than some pixels</source>
        <translation>Teile wegnehmen, die kleiner als einige Pixel sind</translation>
    </message>
    <message>
        <source>Fr&amp;om heat map...</source>
        <translation>Aus &amp;Wärmekarte...</translation>
    </message>
    <message>
        <source>Make a mask of all that is hotter than a threshold</source>
        <translation>Aus allem, was heißer als eine Schwelle ist, eine Maske machen</translation>
    </message>
    <message>
        <source>&amp;Accept preview</source>
        <translation>Vorschau &amp;übernehmen</translation>
    </message>
    <message>
        <source>Make what is previewed the mask; Enter over the picture</source>
        <translation>Die Vorschau zur Maske machen; Enter über dem Bild</translation>
    </message>
    <message>
        <source>&amp;Copy mask</source>
        <translation>Maske ko&amp;pieren</translation>
    </message>
    <message>
        <source>Keep the mask of this frame for pasting</source>
        <translation>Die Maske dieses Bildes zum Einfügen merken</translation>
    </message>
    <message>
        <source>&amp;Paste mask</source>
        <translation>Maske &amp;einfügen</translation>
    </message>
    <message>
        <source>Make the copied mask the mask of this frame</source>
        <translation>Die kopierte Maske zur Maske dieses Bildes machen</translation>
    </message>
    <message>
        <source>Copy from pre&amp;vious second</source>
        <translation>Von der &amp;vorigen Sekunde kopieren</translation>
    </message>
    <message>
        <source>Copy to &amp;next second</source>
        <translation>In die &amp;nächste Sekunde kopieren</translation>
    </message>
    <message>
        <source>Carry the mask on to the next key frame and go there</source>
        <translation>Die Maske zum nächsten Schlüsselbild mitnehmen und dorthin gehen</translation>
    </message>
    <message>
        <source>Copy to a&amp;ll key frames</source>
        <translation>Auf &amp;alle Schlüsselbilder kopieren</translation>
    </message>
    <message>
        <source>Make this the object&apos;s mask on every key frame</source>
        <translation>Dies zur Maske des Objekts auf jedem Schlüsselbild machen</translation>
    </message>
    <message>
        <source>Copy to &amp;key frames of range</source>
        <translation>Auf Schlüsselbilder des &amp;Bereichs kopieren</translation>
    </message>
    <message>
        <source>Make this the object&apos;s mask on the key frames between I and O</source>
        <translation>Dies zur Maske des Objekts auf den Schlüsselbildern zwischen I und O machen</translation>
    </message>
    <message>
        <source>In&amp;terpolate key frames</source>
        <translation>Schlüsselbilder &amp;interpolieren</translation>
    </message>
    <message>
        <source>Fill in the key frames between masks that you made; masks filled in before are made again</source>
        <translation>Die Schlüsselbilder zwischen eigenen Masken ausfüllen; früher ausgefüllte Masken entstehen neu</translation>
    </message>
    <message>
        <source>Interpolate &amp;every frame</source>
        <translation>&amp;Jedes Bild interpolieren</translation>
    </message>
    <message>
        <source>Fill in every frame between masks that you made, or those of the marked range</source>
        <translation>Jedes Bild zwischen eigenen Masken ausfüllen, oder die des markierten Bereichs</translation>
    </message>
    <message>
        <source>E&amp;dit a copy of the result</source>
        <translation>Kopie &amp;des Ergebnisses bearbeiten</translation>
    </message>
    <message>
        <source>Make an object of what the method found, on all frames</source>
        <translation>Aus dem, was das Verfahren fand, ein Objekt auf allen Bildern machen</translation>
    </message>
    <message>
        <source>Edit a copy of the re&amp;ference</source>
        <translation>Kopie der &amp;Referenz bearbeiten</translation>
    </message>
    <message>
        <source>Make an object of the data set&apos;s true masks</source>
        <translation>Aus den wahren Masken des Datensatzes ein Objekt machen</translation>
    </message>
    <message>
        <source>Pla&amp;y</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>Previous onset</source>
        <translation>Voriger Einsatz</translation>
    </message>
    <message>
        <source>To where a sound begins before this</source>
        <translation>Dorthin, wo zuvor ein Klang beginnt</translation>
    </message>
    <message>
        <source>Next onset</source>
        <translation>Nächster Einsatz</translation>
    </message>
    <message>
        <source>To where the next sound begins</source>
        <translation>Dorthin, wo der nächste Klang beginnt</translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation>&amp;Langsamer</translation>
    </message>
    <message>
        <source>Play slower, down to a quarter; the pitch stays</source>
        <translation>Langsamer abspielen, bis zu einem Viertel; die Tonhöhe bleibt</translation>
    </message>
    <message>
        <source>F&amp;aster</source>
        <translation>Sch&amp;neller</translation>
    </message>
    <message>
        <source>Play faster, up to twice; the pitch stays</source>
        <translation>Schneller abspielen, bis zum Doppelten; die Tonhöhe bleibt</translation>
    </message>
    <message>
        <source>Normal &amp;speed</source>
        <translation>Normale &amp;Geschwindigkeit</translation>
    </message>
    <message>
        <source>Play as fast as it was</source>
        <translation>So schnell abspielen, wie es war</translation>
    </message>
    <message>
        <source>S&amp;nap to onsets and frames</source>
        <translation>An Einsätzen &amp;und Bildern einrasten</translation>
    </message>
    <message>
        <source>Clicks and drags in the timeline snap; hold Alt for the opposite</source>
        <translation>Klicken und Ziehen in der Zeitleiste rastet ein; mit Alt umgekehrt</translation>
    </message>
    <message>
        <source>&amp;Quieter</source>
        <translation>Le&amp;iser</translation>
    </message>
    <message>
        <source>Turn the volume down</source>
        <translation>Die Lautstärke verringern</translation>
    </message>
    <message>
        <source>Lou&amp;der</source>
        <translation>Laute&amp;r</translation>
    </message>
    <message>
        <source>Turn the volume up</source>
        <translation>Die Lautstärke erhöhen</translation>
    </message>
    <message>
        <source>&amp;Hear while scrubbing</source>
        <translation>Beim Ziehen &amp;hören</translation>
    </message>
    <message>
        <source>Let the sound be heard while the play head is dragged</source>
        <translation>Den Ton hören lassen, während die Abspielmarke gezogen wird</translation>
    </message>
    <message>
        <source>Run on &amp;selected clips</source>
        <translation>Auf au&amp;sgewählte Clips anwenden</translation>
    </message>
    <message>
        <source>Run the chosen method on all clips selected in the list</source>
        <translation>Das gewählte Verfahren auf alle in der Liste ausgewählten Clips anwenden</translation>
    </message>
    <message>
        <source>Segment &amp;everything</source>
        <translation>Alles segmen&amp;tieren</translation>
    </message>
    <message>
        <source>Find all masks of the picture, to pick from</source>
        <translation>Alle Masken des Bildes finden, zum Auswählen</translation>
    </message>
    <message>
        <source>&amp;Next candidate</source>
        <translation>&amp;Nächster Vorschlag</translation>
    </message>
    <message>
        <source>Show another mask for the same clicks; Tab over the picture</source>
        <translation>Eine andere Maske für dieselben Klicks zeigen; Tab über dem Bild</translation>
    </message>
    <message>
        <source>Pre&amp;vious candidate</source>
        <translation>&amp;Voriger Vorschlag</translation>
    </message>
    <message>
        <source>Show the mask before; Shift+Tab over the picture</source>
        <translation>Die Maske davor zeigen; Umschalt+Tab über dem Bild</translation>
    </message>
    <message>
        <source>Mo&amp;dels...</source>
        <translation>M&amp;odelle...</translation>
    </message>
    <message>
        <source>Get, check and try the files with the networks&apos; weights</source>
        <translation>Die Dateien mit den Gewichten der Netze holen, prüfen und ausprobieren</translation>
    </message>
    <message>
        <source>Timeline: zoom in</source>
        <translation>Zeitleiste: vergrößern</translation>
    </message>
    <message>
        <source>Show less time</source>
        <translation>Weniger Zeit zeigen</translation>
    </message>
    <message>
        <source>Timeline: zoom out</source>
        <translation>Zeitleiste: verkleinern</translation>
    </message>
    <message>
        <source>Show more time</source>
        <translation>Mehr Zeit zeigen</translation>
    </message>
    <message>
        <source>Timeline: whole clip</source>
        <translation>Zeitleiste: ganzer Clip</translation>
    </message>
    <message>
        <source>Show all of the clip&apos;s time</source>
        <translation>Die ganze Zeit des Clips zeigen</translation>
    </message>
    <message>
        <source>Next &amp;unchecked clip</source>
        <translation>Nächster &amp;ungeprüfter Clip</translation>
    </message>
    <message>
        <source>Open the next clip that is not marked as checked</source>
        <translation>Den nächsten Clip öffnen, der nicht als geprüft markiert ist</translation>
    </message>
    <message>
        <source>Set marker</source>
        <translation>Marke setzen</translation>
    </message>
    <message>
        <source>Remember this frame under a name</source>
        <translation>Dieses Bild unter einem Namen merken</translation>
    </message>
    <message>
        <source>Previous marker</source>
        <translation>Vorige Marke</translation>
    </message>
    <message>
        <source>To the marker before this frame</source>
        <translation>Zur Marke vor diesem Bild</translation>
    </message>
    <message>
        <source>Next marker</source>
        <translation>Nächste Marke</translation>
    </message>
    <message>
        <source>To the marker after this frame</source>
        <translation>Zur Marke nach diesem Bild</translation>
    </message>
    <message>
        <source>Give the marker of this frame another name</source>
        <translation>Der Marke dieses Bildes einen anderen Namen geben</translation>
    </message>
    <message>
        <source>Colour of marker...</source>
        <translation>Farbe der Marke...</translation>
    </message>
    <message>
        <source>Give the marker of this frame another colour</source>
        <translation>Der Marke dieses Bildes eine andere Farbe geben</translation>
    </message>
    <message>
        <source>Delete marker</source>
        <translation>Marke löschen</translation>
    </message>
    <message>
        <source>Forget the marker of this frame</source>
        <translation>Die Marke dieses Bildes vergessen</translation>
    </message>
    <message>
        <source>&amp;Change keys...</source>
        <translation>Tasten ä&amp;ndern...</translation>
    </message>
    <message>
        <source>Search, change, import and export keys; presets after other tools</source>
        <translation>Tasten suchen, ändern, einlesen und ausgeben; Vorlagen nach anderen Werkzeugen</translation>
    </message>
    <message>
        <source>Turn point</source>
        <translation>Punkt umdrehen</translation>
    </message>
    <message>
        <source>Make the selected point negative, or positive again</source>
        <translation>Den gewählten Punkt negativ machen, oder wieder positiv</translation>
    </message>
    <message>
        <source>&amp;Rename object</source>
        <translation>Ob&amp;jekt umbenennen</translation>
    </message>
    <message>
        <source>Give the object another name</source>
        <translation>Dem Objekt einen anderen Namen geben</translation>
    </message>
    <message>
        <source>Change &amp;class</source>
        <translation>&amp;Klasse ändern</translation>
    </message>
    <message>
        <source>Say what kind of thing the object is</source>
        <translation>Sagen, was für ein Ding das Objekt ist</translation>
    </message>
    <message>
        <source>Change co&amp;lour...</source>
        <translation>&amp;Farbe ändern...</translation>
    </message>
    <message>
        <source>Give the object another colour</source>
        <translation>Dem Objekt eine andere Farbe geben</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach o&amp;ben</translation>
    </message>
    <message>
        <source>Put the object above the next one</source>
        <translation>Das Objekt über das nächste legen</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Put the object below the next one</source>
        <translation>Das Objekt unter das nächste legen</translation>
    </message>
    <message>
        <source>&amp;Show or hide object</source>
        <translation>Objekt &amp;zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide this object alone</source>
        <translation>Nur dieses Objekt zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Loc&amp;k or unlock object</source>
        <translation>Objekt s&amp;perren oder freigeben</translation>
    </message>
    <message>
        <source>Keep the object from being changed</source>
        <translation>Das Objekt vor Änderungen schützen</translation>
    </message>
    <message>
        <source>In this second: %1</source>
        <translation>In dieser Sekunde: %1</translation>
    </message>
    <message>
        <source>Say whether the object is heard in the second shown</source>
        <translation>Sagen, ob das Objekt in der gezeigten Sekunde zu hören ist</translation>
    </message>
    <message>
        <source>SAM &amp;weights...</source>
        <translation>SAM-&amp;Gewichte...</translation>
    </message>
    <message>
        <source>Choose under Models which Segment Anything is used</source>
        <translation>Unter Modelle wählen, welches Segment Anything benutzt wird</translation>
    </message>
    <message>
        <source>Test wei&amp;ghts for this method</source>
        <translation>Testgewi&amp;chte für dieses Verfahren</translation>
    </message>
    <message>
        <source>Run it without model files: shows how it works; what it finds means nothing</source>
        <translation>Ohne Modelldateien laufen lassen: zeigt, wie es arbeitet; was es findet, bedeutet nichts</translation>
    </message>
    <message>
        <source>Show iso-lines</source>
        <translation>Isolinien zeigen</translation>
    </message>
    <message>
        <source>Show or hide lines of equal heat, each with its value</source>
        <translation>Linien gleicher Wärme mit ihrem Wert zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Open a clip first.</source>
        <translation>Erst einen Clip öffnen.</translation>
    </message>
    <message>
        <source>No project file can be written; save a copy elsewhere.</source>
        <translation>Es kann keine Projektdatei geschrieben werden; speichern Sie eine Kopie an anderer Stelle.</translation>
    </message>
    <message>
        <source>This clip has no sound track.</source>
        <translation>Dieser Clip hat keine Tonspur.</translation>
    </message>
    <message>
        <source>There is nothing to take back.</source>
        <translation>Es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>Nothing was taken back.</source>
        <translation>Es wurde nichts zurückgenommen.</translation>
    </message>
    <message>
        <source>There are no objects yet. {new_object} starts one.</source>
        <translation>Es gibt noch keine Objekte. {new_object} beginnt eines.</translation>
    </message>
    <message>
        <source>Choose an object of yours in the list first.</source>
        <translation>Erst in der Liste ein eigenes Objekt wählen.</translation>
    </message>
    <message>
        <source>There is no mask on exactly this frame. {second_forward} goes to the next key frame.</source>
        <translation>Auf genau diesem Bild ist keine Maske. {second_forward} geht zum nächsten Schlüsselbild.</translation>
    </message>
    <message>
        <source>Copy a mask first.</source>
        <translation>Erst eine Maske kopieren.</translation>
    </message>
    <message>
        <source>Click on a point first.</source>
        <translation>Erst auf einen Punkt klicken.</translation>
    </message>
    <message>
        <source>There are no points or boxes of yours on this frame.</source>
        <translation>Auf diesem Bild gibt es keine eigenen Punkte oder Boxen.</translation>
    </message>
    <message>
        <source>No point or box is selected, and no object of yours has a mask on this frame.</source>
        <translation>Kein Punkt und keine Box ist ausgewählt, und kein eigenes Objekt hat auf diesem Bild eine Maske.</translation>
    </message>
    <message>
        <source>Nothing is previewed.</source>
        <translation>Es gibt keine Vorschau.</translation>
    </message>
    <message>
        <source>Click on something with the segment tool first.</source>
        <translation>Erst mit dem Segmentierwerkzeug auf etwas klicken.</translation>
    </message>
    <message>
        <source>There is no result yet: run a method first.</source>
        <translation>Es gibt noch kein Ergebnis: erst ein Verfahren starten.</translation>
    </message>
    <message>
        <source>This clip has no heat map: run a method that makes one.</source>
        <translation>Dieser Clip hat keine Wärmekarte: ein Verfahren starten, das eine macht.</translation>
    </message>
    <message>
        <source>There is no heat map on this frame: run a method that makes one.</source>
        <translation>Auf diesem Bild gibt es keine Wärmekarte: ein Verfahren starten, das eine macht.</translation>
    </message>
    <message>
        <source>This clip has no reference masks.</source>
        <translation>Dieser Clip hat keine Referenzmasken.</translation>
    </message>
    <message>
        <source>Mark a range first: {mark_in} where it begins, {mark_out} where it ends.</source>
        <translation>Erst einen Bereich markieren: {mark_in} am Anfang, {mark_out} am Ende.</translation>
    </message>
    <message>
        <source>There are no markers in this clip. {add_marker} sets one.</source>
        <translation>In diesem Clip gibt es keine Marken. {add_marker} setzt eine.</translation>
    </message>
    <message>
        <source>There is no marker on this frame. {add_marker} sets one.</source>
        <translation>Auf diesem Bild ist keine Marke. {add_marker} setzt eine.</translation>
    </message>
    <message>
        <source>A method is running; wait for it or cancel it.</source>
        <translation>Ein Verfahren läuft; warten oder abbrechen.</translation>
    </message>
    <message>
        <source>Clips are being worked on; wait for them or cancel that.</source>
        <translation>Clips werden bearbeitet; warten oder abbrechen.</translation>
    </message>
    <message>
        <source>The chosen method needs no model files.</source>
        <translation>Das gewählte Verfahren braucht keine Modelldateien.</translation>
    </message>
    <message>
        <source>Rename marker</source>
        <translation>Marke umbenennen</translation>
    </message>
</context>
<context>
    <name>soundmask::AudioOutput</name>
    <message>
        <source>the sound output stopped working</source>
        <translation>die Tonausgabe ist ausgefallen</translation>
    </message>
    <message>
        <source>the system&apos;s sound server is not running</source>
        <translation>der Tondienst des Systems läuft nicht</translation>
    </message>
    <message>
        <source>the sound output could not be opened</source>
        <translation>die Tonausgabe ließ sich nicht öffnen</translation>
    </message>
</context>
<context>
    <name>soundmask::BatchController</name>
    <message>
        <source>%1: clip %2 of %3</source>
        <translation>%1: Clip %2 von %3</translation>
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
        <source>“%1” is locked: unlock it in the object list to paint</source>
        <translation>„%1“ ist gesperrt: zum Malen in der Objektliste entsperren</translation>
    </message>
    <message>
        <source>“%1” is hidden: show it in the object list to paint</source>
        <translation>„%1“ ist ausgeblendet: zum Malen in der Objektliste einblenden</translation>
    </message>
    <message>
        <source>The mask of “%1” has another size than the picture</source>
        <translation>Die Maske von „%1“ hat eine andere Größe als das Bild</translation>
    </message>
    <message>
        <source>This is a preview  ·  Enter: accept  ·  Esc: drop</source>
        <translation>Dies ist eine Vorschau  ·  Enter: übernehmen  ·  Esc: verwerfen</translation>
    </message>
    <message>
        <source>A preview is shown: Enter accepts it, Esc drops it</source>
        <translation>Eine Vorschau wird gezeigt: Enter übernimmt sie, Esc verwirft sie</translation>
    </message>
    <message>
        <source>Test weights: what is found means nothing</source>
        <translation>Testgewichte: was gefunden wird, bedeutet nichts</translation>
    </message>
    <message>
        <source>The heat map is flat: no place goes with the sound more than another</source>
        <translation>Die Wärmekarte ist flach: kein Ort passt besser zum Klang als ein anderer</translation>
    </message>
    <message>
        <source>{new_object} starts a new object; then paint it</source>
        <translation>{new_object} beginnt ein neues Objekt; dann malen</translation>
    </message>
    <message>
        <source>Masks are hidden: {show_masks} shows them again</source>
        <translation>Die Masken sind verborgen: {show_masks} zeigt sie wieder</translation>
    </message>
    <message>
        <source>From the key frame at %1</source>
        <translation>Vom Schlüsselbild bei %1</translation>
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
    <message>
        <source>All other clips shown in the list are checked.</source>
        <translation>Alle anderen gezeigten Clips der Liste sind geprüft.</translation>
    </message>
</context>
<context>
    <name>soundmask::ClipListModel</name>
    <message>
        <source>Untouched</source>
        <translation>Unberührt</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Vorhergesagt</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
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
        <source>No clips yet. Open a video or an AVSBench folder.</source>
        <translation>Noch keine Clips. Ein Video oder einen AVSBench-Ordner öffnen.</translation>
    </message>
    <message>
        <source>No clip fits the filter.</source>
        <translation>Kein Clip passt zum Filter.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Run the method on %n clip(s)</source>
        <translation>
            <numerusform>Das Verfahren auf %n Clip anwenden</numerusform>
            <numerusform>Das Verfahren auf %n Clips anwenden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n Clip</numerusform>
            <numerusform>%n Clips</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 checked</source>
        <translation>%1 geprüft</translation>
    </message>
    <message>
        <source>%1 edited</source>
        <translation>%1 bearbeitet</translation>
    </message>
    <message>
        <source>%1 predicted</source>
        <translation>%1 vorhergesagt</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
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
    <message>
        <source>The sound track cannot be read</source>
        <translation>Die Tonspur ist nicht lesbar</translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>Test: %1</translation>
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
    <message>
        <source>Looking for videos</source>
        <translation>Videos werden gesucht</translation>
    </message>
</context>
<context>
    <name>soundmask::CoreReasons</name>
    <message>
        <source>there is no such file</source>
        <translation>diese Datei gibt es nicht</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>diese Datei oder diesen Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>diesen Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>this is not a file</source>
        <translation>das ist keine Datei</translation>
    </message>
    <message>
        <source>this is not a folder</source>
        <translation>das ist kein Ordner</translation>
    </message>
    <message>
        <source>cannot read it; check its permissions</source>
        <translation>nicht lesbar; die Rechte prüfen</translation>
    </message>
    <message>
        <source>the file is empty; copy or download it again</source>
        <translation>die Datei ist leer; noch einmal kopieren oder laden</translation>
    </message>
    <message>
        <source>the file is damaged or not a video</source>
        <translation>die Datei ist beschädigt oder kein Video</translation>
    </message>
    <message>
        <source>the file is damaged: no track can be read</source>
        <translation>die Datei ist beschädigt: keine Spur ist lesbar</translation>
    </message>
    <message>
        <source>this is not a video; its content is of no known kind</source>
        <translation>das ist kein Video; der Inhalt ist von keiner bekannten Art</translation>
    </message>
    <message>
        <source>this is a still picture, not a video</source>
        <translation>das ist ein Standbild, kein Video</translation>
    </message>
    <message>
        <source>this is a folder, not a video; give a file in it</source>
        <translation>das ist ein Ordner, kein Video; eine Datei darin angeben</translation>
    </message>
    <message>
        <source>the file has no sound track</source>
        <translation>die Datei hat keine Tonspur</translation>
    </message>
    <message>
        <source>not a readable picture; it must be a PNG or a JPEG</source>
        <translation>kein lesbares Bild; es muss ein PNG oder ein JPEG sein</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>zu wenig Speicher</translation>
    </message>
    <message>
        <source>not enough memory; close other programs or clips, or choose a smaller model</source>
        <translation>zu wenig Speicher; andere Programme oder Clips schließen oder ein kleineres Modell wählen</translation>
    </message>
    <message>
        <source>the disk is full; free some space and try again</source>
        <translation>die Platte ist voll; Platz schaffen und noch einmal versuchen</translation>
    </message>
    <message>
        <source>no permission to write here; choose another folder</source>
        <translation>hier fehlt das Recht zu schreiben; einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>another program is using the project file</source>
        <translation>ein anderes Programm benutzt die Projektdatei</translation>
    </message>
    <message>
        <source>this is not a Soundmask project</source>
        <translation>das ist kein Soundmask-Projekt</translation>
    </message>
    <message>
        <source>the written mask reads back differently; check the disk</source>
        <translation>die geschriebene Maske liest sich anders zurück; die Platte prüfen</translation>
    </message>
    <message>
        <source>this is none of the files this program knows; if you know better, say --role and --variant</source>
        <translation>das ist keine der Dateien, die dieses Programm kennt; wer es besser weiß, gibt --role und --variant an</translation>
    </message>
    <message>
        <source>this version of the program has no network that uses it</source>
        <translation>diese Programmversion hat kein Netz, das es benutzt</translation>
    </message>
    <message>
        <source>the network&apos;s answers are not finite numbers; the weights are damaged, get the file again</source>
        <translation>die Antworten des Netzes sind keine endlichen Zahlen; die Gewichte sind beschädigt, die Datei neu holen</translation>
    </message>
    <message>
        <source>asked twice, the network gave different answers; the memory of this computer may be faulty</source>
        <translation>zweimal gefragt, gab das Netz verschiedene Antworten; der Speicher dieses Rechners ist vielleicht fehlerhaft</translation>
    </message>
    <message>
        <source>with test weights, this computer calculates other numbers than the reference; the program or its LibTorch is damaged, not the model file: install both again</source>
        <translation>mit Testgewichten rechnet dieser Rechner andere Zahlen als die Referenz; das Programm oder sein LibTorch ist beschädigt, nicht die Modelldatei: beides neu installieren</translation>
    </message>
    <message>
        <source>this is not a sound file; copy or download it again</source>
        <translation>das ist keine Tondatei; erneut kopieren oder herunterladen</translation>
    </message>
    <message>
        <source>the sound file is damaged; copy or download it again</source>
        <translation>die Tondatei ist beschädigt; erneut kopieren oder herunterladen</translation>
    </message>
    <message>
        <source>this is a still picture, not a sound file</source>
        <translation>das ist ein Standbild, keine Tondatei</translation>
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
        <source>Choose an object in the list first.</source>
        <translation>Erst in der Liste ein Objekt wählen.</translation>
    </message>
    <message>
        <source>Edited reference</source>
        <translation>Bearbeitete Referenz</translation>
    </message>
    <message>
        <source>Edited result, test weights</source>
        <translation>Bearbeitetes Ergebnis, Testgewichte</translation>
    </message>
    <message>
        <source>None of your points and boxes is left: those of the method count again.</source>
        <translation>Von Ihren Punkten und Rahmen ist keiner mehr da: die des Verfahrens gelten wieder.</translation>
    </message>
    <message>
        <source>This frame lies between key frames; {copy_next} carries the mask on to the next one.</source>
        <translation>Dieses Bild liegt zwischen Schlüsselbildern; {copy_next} bringt die Maske zum nächsten.</translation>
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
    <message>
        <source>segment</source>
        <translation>segmentieren</translation>
    </message>
    <message>
        <source>copy mask to other frames</source>
        <translation>Maske auf andere Bilder kopieren</translation>
    </message>
    <message>
        <source>interpolate masks</source>
        <translation>Masken interpolieren</translation>
    </message>
    <message>
        <source>paste mask</source>
        <translation>Maske einfügen</translation>
    </message>
    <message>
        <source>polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>subtract polygon</source>
        <translation>Polygon abziehen</translation>
    </message>
    <message>
        <source>fill</source>
        <translation>füllen</translation>
    </message>
    <message>
        <source>magic wand</source>
        <translation>Zauberstab</translation>
    </message>
    <message>
        <source>cut out</source>
        <translation>ausschneiden</translation>
    </message>
    <message>
        <source>grow mask</source>
        <translation>Maske vergrößern</translation>
    </message>
    <message>
        <source>shrink mask</source>
        <translation>Maske verkleinern</translation>
    </message>
    <message>
        <source>smooth mask</source>
        <translation>Maske glätten</translation>
    </message>
    <message>
        <source>fill holes</source>
        <translation>Löcher füllen</translation>
    </message>
    <message>
        <source>remove islands</source>
        <translation>Inseln entfernen</translation>
    </message>
    <message>
        <source>mask from heat map</source>
        <translation>Maske aus Wärmekarte</translation>
    </message>
    <message>
        <source>edit a copy of the reference</source>
        <translation>Kopie der Referenz bearbeiten</translation>
    </message>
    <message>
        <source>restore earlier state</source>
        <translation>früheren Stand wiederherstellen</translation>
    </message>
    <message>
        <source>add marker</source>
        <translation>Marke setzen</translation>
    </message>
    <message>
        <source>change marker</source>
        <translation>Marke ändern</translation>
    </message>
    <message>
        <source>delete marker</source>
        <translation>Marke löschen</translation>
    </message>
    <message>
        <source>move point</source>
        <translation>Punkt verschieben</translation>
    </message>
    <message>
        <source>turn point</source>
        <translation>Punkt umdrehen</translation>
    </message>
    <message>
        <source>remove box</source>
        <translation>Rahmen entfernen</translation>
    </message>
    <message>
        <source>move box</source>
        <translation>Rahmen verschieben</translation>
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
    <message>
        <source>No clip is open. Choose one of the list, or open another.</source>
        <translation>Kein Clip ist offen. Einen aus der Liste wählen oder einen anderen öffnen.</translation>
    </message>
    <message>
        <source>Open video</source>
        <translation>Video öffnen</translation>
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
    <name>soundmask::ExportDialog</name>
    <message>
        <source>AVSBench masks</source>
        <translation>AVSBench-Masken</translation>
    </message>
    <message>
        <source>DAVIS masks</source>
        <translation>DAVIS-Masken</translation>
    </message>
    <message>
        <source>Movie with sound</source>
        <translation>Film mit Ton</translation>
    </message>
    <message>
        <source>Case-study sheet</source>
        <translation>Fallstudienblatt</translation>
    </message>
    <message>
        <source>One grey picture for each second, NAME/NAME_1.png and so on. Overlap: a pixel is set where any sounding object has it; silent and off-screen objects are left out.</source>
        <translation>Ein graues Bild je Sekunde, NAME/NAME_1.png und so weiter. Überlappung: ein Pixel ist gesetzt, wo irgendein klingendes Objekt es hat; stille Objekte und solche außerhalb des Bildes fehlen.</translation>
    </message>
    <message>
        <source>Palette pictures, a number for each object, with the frames as JPEG. Overlap: a pixel belongs to one object; where several have it, the topmost gets it.</source>
        <translation>Palettenbilder, eine Nummer je Objekt, mit den Bildern als JPEG. Überlappung: ein Pixel gehört einem Objekt; wo mehrere es haben, bekommt es das oberste.</translation>
    </message>
    <message>
        <source>An MP4 with the layers painted over it; between key frames a mask is held for its second. Overlap: the topmost object is painted last.</source>
        <translation>Ein MP4 mit den Ebenen darüber; zwischen Schlüsselbildern bleibt eine Maske für ihre Sekunde stehen. Überlappung: das oberste Objekt wird zuletzt gemalt.</translation>
    </message>
    <message>
        <source>Frames side by side, layers below each other, spectrogram and scores, as PNG, SVG and PDF. Overlap: the topmost object is painted last.</source>
        <translation>Bilder nebeneinander, Ebenen untereinander, Spektrogramm und Werte, als PNG, SVG und PDF. Überlappung: das oberste Objekt wird zuletzt gemalt.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written and read back.</source>
        <translation>
            <numerusform>%n Datei geschrieben und zurückgelesen.</numerusform>
            <numerusform>%n Dateien geschrieben und zurückgelesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) have no mask and were left out.</source>
        <translation>
            <numerusform>%n Bild hat keine Maske und fehlt.</numerusform>
            <numerusform>%n Bilder haben keine Maske und fehlen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Cancel export</source>
        <translation>Export abbrechen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>This clip</source>
        <translation>Dieser Clip</translation>
    </message>
    <message numerus="yes">
        <source>All %n clips with objects</source>
        <translation>
            <numerusform>%n Clip mit Objekten</numerusform>
            <numerusform>Alle %n Clips mit Objekten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Clips</source>
        <translation>&amp;Clips</translation>
    </message>
    <message>
        <source>&amp;Objects</source>
        <translation>&amp;Objekte</translation>
    </message>
    <message>
        <source>Key frames, one a second</source>
        <translation>Schlüsselbilder, eines je Sekunde</translation>
    </message>
    <message>
        <source>All frames with a mask</source>
        <translation>Alle Bilder mit Maske</translation>
    </message>
    <message>
        <source>F&amp;rames</source>
        <translation>&amp;Bilder</translation>
    </message>
    <message>
        <source>Only the marked range</source>
        <translation>Nur der markierte Bereich</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Wärmekarte</translation>
    </message>
    <message>
        <source>Points and boxes</source>
        <translation>Punkte und Boxen</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Einen Ordner wählen</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Wählen...</translation>
    </message>
    <message>
        <source>Fo&amp;lder</source>
        <translation>Or&amp;dner</translation>
    </message>
    <message>
        <source>Export into folder</source>
        <translation>In Ordner exportieren</translation>
    </message>
    <message>
        <source>Result: %1</source>
        <translation>Ergebnis: %1</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>%1 (hidden)</source>
        <translation>%1 (verborgen)</translation>
    </message>
    <message>
        <source>Choose an object; paint one or run a method first</source>
        <translation>Ein Objekt wählen; zuerst eines malen oder ein Verfahren anwenden</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Nach %1 exportiert</translation>
    </message>
    <message>
        <source>Cancelled. Files that were written before stay.</source>
        <translation>Abgebrochen. Schon geschriebene Dateien bleiben.</translation>
    </message>
    <message>
        <source>No objects yet. Paint one or run a method; movie and sheet work without.</source>
        <translation>Noch keine Objekte. Eines malen oder ein Verfahren anwenden; Film und Blatt gehen ohne.</translation>
    </message>
    <message>
        <source>Case study</source>
        <translation>Fallstudie</translation>
    </message>
    <message>
        <source>Heat maps</source>
        <translation>Wärmekarten</translation>
    </message>
    <message>
        <source>Rows of your own</source>
        <translation>Eigene Zeilen</translation>
    </message>
    <message>
        <source>&amp;Sheet</source>
        <translation>&amp;Blatt</translation>
    </message>
    <message>
        <source>Ro&amp;ws</source>
        <translation>&amp;Zeilen</translation>
    </message>
    <message>
        <source>Rows of the sheet</source>
        <translation>Zeilen des Blattes</translation>
    </message>
    <message>
        <source>Move the row up</source>
        <translation>Zeile nach oben</translation>
    </message>
    <message>
        <source>Move the row down</source>
        <translation>Zeile nach unten</translation>
    </message>
    <message>
        <source>Choose a row of the sheet</source>
        <translation>Wählen Sie eine Zeile des Blattes</translation>
    </message>
    <message>
        <source>Iso-lines</source>
        <translation>Isolinien</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xportieren</translation>
    </message>
    <message>
        <source>Mark a range with {mark_in} and {mark_out}</source>
        <translation>Mit {mark_in} und {mark_out} einen Bereich markieren</translation>
    </message>
</context>
<context>
    <name>soundmask::FigureFrame</name>
    <message>
        <source>test weights</source>
        <translation>Testgewichte</translation>
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
    <message>
        <source>Diameter of the brush in picture pixels; Shift+wheel changes it ({brush_smaller} and {brush_larger})</source>
        <translation>Durchmesser des Pinsels in Bildpunkten; Umschalt+Rad ändert ihn ({brush_smaller} und {brush_larger})</translation>
    </message>
    <message>
        <source>Screen pixels per picture pixel ({zoom_fit} fits; {zoom_actual} is 100 %)</source>
        <translation>Bildschirmpunkte je Bildpunkt ({zoom_fit} passt ein; {zoom_actual} ist 100 %)</translation>
    </message>
</context>
<context>
    <name>soundmask::HistoryPanel</name>
    <message>
        <source>undo: %1</source>
        <translation>rückgängig: %1</translation>
    </message>
    <message>
        <source>redo: %1</source>
        <translation>wiederholen: %1</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>forget the undo history</source>
        <translation>Verlauf zum Rückgängigmachen vergessen</translation>
    </message>
    <message>
        <source>Go back to this state</source>
        <translation>Zu diesem Stand zurückgehen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Every edit is listed here with its time. Nothing was edited yet.</source>
        <translation>Hier steht jede Änderung mit ihrer Zeit. Noch wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The project becomes what it was after this step; Undo takes that back</source>
        <translation>Das Projekt wird, wie es nach diesem Schritt war; Rückgängig nimmt das zurück</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The edits since then were dropped to bound the size of the project file</source>
        <translation>Die Änderungen seither wurden verworfen, damit die Projektdatei nicht wächst</translation>
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
    <name>soundmask::KeyMap</name>
    <message>
        <source>Soundmask</source>
        <translation>Soundmask</translation>
    </message>
    <message>
        <source>This is no JSON: %1</source>
        <translation>Das ist kein JSON: %1</translation>
    </message>
    <message>
        <source>This is no file of keys: its schema is not %1</source>
        <translation>Das ist keine Datei mit Tasten: ihr Schema ist nicht %1</translation>
    </message>
    <message>
        <source>There is no action named %1</source>
        <translation>Es gibt keine Aktion namens %1</translation>
    </message>
    <message>
        <source>“%1” is no key</source>
        <translation>„%1“ ist keine Taste</translation>
    </message>
    <message>
        <source>menu %1</source>
        <translation>Menü %1</translation>
    </message>
    <message>
        <source>%1 cannot be for both “%2” and “%3”: take it from one of them first</source>
        <translation>%1 kann nicht zugleich für „%2“ und „%3“ stehen: nehmen Sie sie erst einer von beiden</translation>
    </message>
    <message>
        <source>Reading keys</source>
        <translation>Tasten werden gelesen</translation>
    </message>
    <message>
        <source>Writing keys</source>
        <translation>Tasten werden geschrieben</translation>
    </message>
</context>
<context>
    <name>soundmask::KeyNames</name>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>soundmask::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Search an action or a key</source>
        <translation>Aktion oder Taste suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Actions and keys</source>
        <translation>Aktionen und Tasten</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>Choose a preset...</source>
        <translation>Vorlage wählen...</translation>
    </message>
    <message>
        <source>&amp;Import...</source>
        <translation>&amp;Einlesen...</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>E&amp;xportieren...</translation>
    </message>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Setzen</translation>
    </message>
    <message>
        <source>Make this the action&apos;s only key</source>
        <translation>Diese Taste zur einzigen der Aktion machen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Let the action have this key, too</source>
        <translation>Der Aktion diese Taste zusätzlich geben</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Take all keys from the action</source>
        <translation>Der Aktion alle Tasten nehmen</translation>
    </message>
    <message>
        <source>&amp;Usual</source>
        <translation>Ü&amp;bliche</translation>
    </message>
    <message>
        <source>Give the action the keys it has by itself</source>
        <translation>Der Aktion ihre eigenen Tasten zurückgeben</translation>
    </message>
    <message>
        <source>Read keys</source>
        <translation>Tasten einlesen</translation>
    </message>
    <message>
        <source>Keys (*.json)</source>
        <translation>Tasten (*.json)</translation>
    </message>
    <message>
        <source>Write keys</source>
        <translation>Tasten ausgeben</translation>
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
        <source>Heat map</source>
        <translation>Wärmekarte</translation>
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
    <message>
        <source>Iso-lines</source>
        <translation>Isolinien</translation>
    </message>
    <message>
        <source>every %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>Heat from one iso-line to the next</source>
        <translation>Wärme von einer Isolinie zur nächsten</translation>
    </message>
    <message>
        <source>The true mask of the data set, as black and white dashes ({show_truth})</source>
        <translation>Die wahre Maske des Datensatzes, schwarz-weiß gestrichelt ({show_truth})</translation>
    </message>
    <message>
        <source>Where the method finds the sound ({show_heat_map}; {opacity_down} fainter; {opacity_up} stronger)</source>
        <translation>Wo das Verfahren den Klang findet ({show_heat_map}; {opacity_down} schwächer; {opacity_up} stärker)</translation>
    </message>
    <message>
        <source>Lines of equal heat, each with its value ({show_iso_lines})</source>
        <translation>Linien gleicher Wärme mit ihrem Wert ({show_iso_lines})</translation>
    </message>
    <message>
        <source>The masks of objects and results ({show_masks})</source>
        <translation>Die Masken der Objekte und Ergebnisse ({show_masks})</translation>
    </message>
    <message>
        <source>How strong the heat map covers the picture ({opacity_down} and {opacity_up})</source>
        <translation>Wie stark die Wärmekarte das Bild deckt ({opacity_down} und {opacity_up})</translation>
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
        <source>Edits are not saved</source>
        <translation>Änderungen sind nicht gespeichert</translation>
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
    <message>
        <source>Models...</source>
        <translation>Modelle...</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Choose weights...</source>
        <translation>Gewichte wählen...</translation>
    </message>
    <message>
        <source>The segment tool needs Segment Anything&apos;s weights</source>
        <translation>Das Segmentierwerkzeug braucht die Gewichte von Segment Anything</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Soundmask projects (*.soundmask);;All files (*)</source>
        <translation>Soundmask-Projekte (*.soundmask);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Saved at %1</source>
        <translation>Gespeichert um %1</translation>
    </message>
    <message>
        <source>Copy saved</source>
        <translation>Kopie gespeichert</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>Soundmask projects (*.soundmask)</source>
        <translation>Soundmask-Projekte (*.soundmask)</translation>
    </message>
    <message>
        <source>Everything is kept in memory until then.</source>
        <translation>Bis dahin bleibt alles im Speicher.</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Save a copy...</source>
        <translation>Kopie speichern...</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Cancelled; what was found is kept.</source>
        <translation>Abgebrochen; was gefunden wurde, bleibt.</translation>
    </message>
    <message numerus="yes">
        <source>The heat maps of %n clip(s) were let go to save memory; run the method on a clip to see them.</source>
        <translation>
            <numerusform>Die Wärmekarten von %n Clip wurden freigegeben, um Speicher zu sparen; das Verfahren auf den Clip anwenden, um sie zu sehen.</numerusform>
            <numerusform>Die Wärmekarten von %n Clips wurden freigegeben, um Speicher zu sparen; das Verfahren auf einen Clip anwenden, um sie zu sehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 of %3 clips done</source>
        <translation>%1: %2 von %3 Clips fertig</translation>
    </message>
    <message numerus="yes">
        <source>, %n failed</source>
        <translation>
            <numerusform>, %n fehlgeschlagen</numerusform>
            <numerusform>, %n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved %1, not exported</source>
        <translation>Gespeichert %1, nicht exportiert</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Gespeichert %1</translation>
    </message>
    <message>
        <source>The project file cannot be written. Edits are lost when the clip is closed before a copy is saved or they are exported.</source>
        <translation>Die Projektdatei lässt sich nicht schreiben. Änderungen gehen verloren, wenn der Clip geschlossen wird, bevor eine Kopie gespeichert oder exportiert wurde.</translation>
    </message>
    <message>
        <source>Get an official weight file under Models, or try the tool with test weights.</source>
        <translation>Holen Sie unter Modelle eine offizielle Gewichtsdatei, oder probieren Sie das Werkzeug mit Testgewichten.</translation>
    </message>
    <message>
        <source>The newest work on %1 is missing</source>
        <translation>Die neueste Arbeit an %1 fehlt</translation>
    </message>
    <message>
        <source>Open as it is</source>
        <translation>So öffnen, wie es ist</translation>
    </message>
</context>
<context>
    <name>soundmask::MarkerController</name>
    <message>
        <source>Marker %1</source>
        <translation>Marke %1</translation>
    </message>
    <message>
        <source>Colour of the marker</source>
        <translation>Farbe der Marke</translation>
    </message>
    <message>
        <source>This frame has a marker already. {rename_marker} renames it.</source>
        <translation>Dieses Bild hat schon eine Marke. {rename_marker} benennt sie um.</translation>
    </message>
    <message>
        <source>There is no marker after this frame. {add_marker} sets one.</source>
        <translation>Nach diesem Bild gibt es keine Marke. {add_marker} setzt eine.</translation>
    </message>
    <message>
        <source>There is no marker before this frame. {add_marker} sets one.</source>
        <translation>Vor diesem Bild gibt es keine Marke. {add_marker} setzt eine.</translation>
    </message>
</context>
<context>
    <name>soundmask::MarkersLane</name>
    <message>
        <source>Markers</source>
        <translation>Marken</translation>
    </message>
    <message>
        <source>%1 at %2 s: click to go there, double-click to rename it, right click for more</source>
        <translation>%1 bei %2 s: Klick geht dorthin, Doppelklick benennt um, Rechtsklick für mehr</translation>
    </message>
</context>
<context>
    <name>soundmask::MaskController</name>
    <message>
        <source>There is no heat map on this frame: run a method that makes one.</source>
        <translation>Auf diesem Bild gibt es keine Wärmekarte: ein Verfahren anwenden, das eine macht.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n island(s) go, %2 px</source>
        <translation>
            <numerusform>%1 von %n Insel fällt weg, %2 px</numerusform>
            <numerusform>%1 von %n Inseln fallen weg, %2 px</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 px, %2%3</source>
        <translation>%1 px, %2%3</translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Nothing was cut out: %1</source>
        <translation>Nichts wurde ausgeschnitten: %1</translation>
    </message>
    <message>
        <source>The mask was changed meanwhile; the cut was dropped.</source>
        <translation>Die Maske wurde inzwischen geändert; der Schnitt wurde verworfen.</translation>
    </message>
    <message>
        <source>There is no other key frame to copy to.</source>
        <translation>Es gibt kein anderes Schlüsselbild, auf das kopiert werden kann.</translation>
    </message>
    <message numerus="yes">
        <source>Copied to %n key frame(s).</source>
        <translation>
            <numerusform>Auf %n Schlüsselbild kopiert.</numerusform>
            <numerusform>Auf %n Schlüsselbilder kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>This object has no mask on the key frame before.</source>
        <translation>Dieses Objekt hat auf dem vorigen Schlüsselbild keine Maske.</translation>
    </message>
    <message>
        <source>Make masks on two frames at least; what lies between is filled in.</source>
        <translation>Mindestens auf zwei Bildern Masken machen; was dazwischen liegt, wird ausgefüllt.</translation>
    </message>
    <message>
        <source>Nothing lies between the masks of this object.</source>
        <translation>Zwischen den Masken dieses Objekts liegt nichts.</translation>
    </message>
    <message>
        <source>Interpolate masks</source>
        <translation>Masken interpolieren</translation>
    </message>
    <message>
        <source>The masks were changed meanwhile; nothing was filled in.</source>
        <translation>Die Masken wurden inzwischen geändert; nichts wurde ausgefüllt.</translation>
    </message>
    <message numerus="yes">
        <source>Filled in %n frame(s).</source>
        <translation>
            <numerusform>%n Bild ausgefüllt.</numerusform>
            <numerusform>%n Bilder ausgefüllt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Mask copied: %1 px</source>
        <translation>Maske kopiert: %1 px</translation>
    </message>
    <message>
        <source>The copied mask belongs to a picture of another size.</source>
        <translation>Die kopierte Maske gehört zu einem Bild anderer Größe.</translation>
    </message>
    <message>
        <source>Refine mask</source>
        <translation>Maske verfeinern</translation>
    </message>
    <message>
        <source>There is no mask on exactly this frame. {second_forward} goes to the next key frame.</source>
        <translation>Auf genau diesem Bild ist keine Maske. {second_forward} geht zum nächsten Schlüsselbild.</translation>
    </message>
    <message>
        <source>The last cut is still being made; {cancel} stops it.</source>
        <translation>Der letzte Ausschnitt wird noch gemacht; {cancel} bricht ihn ab.</translation>
    </message>
    <message>
        <source>Masks are being worked on; {cancel} stops it.</source>
        <translation>Masken werden bearbeitet; {cancel} bricht das ab.</translation>
    </message>
</context>
<context>
    <name>soundmask::MasksTransfer</name>
    <message>
        <source>Reading masks</source>
        <translation>Masken werden gelesen</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Exportieren</translation>
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
    <message>
        <source>Dismiss (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
</context>
<context>
    <name>soundmask::MethodController</name>
    <message>
        <source>a sound track</source>
        <translation>eine Tonspur</translation>
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
    <message>
        <source>Models...</source>
        <translation>Modelle...</translation>
    </message>
    <message>
        <source>It needs a model file for %1, and none is installed.</source>
        <translation>Es braucht eine Modelldatei für %1, und keine ist installiert.</translation>
    </message>
    <message>
        <source>Several model files for %1 are installed; choose one.</source>
        <translation>Mehrere Modelldateien für %1 sind installiert; eine wählen.</translation>
    </message>
    <message>
        <source>This frame again, no mask was asked for</source>
        <translation>Dieses Bild noch einmal, ohne Masken</translation>
    </message>
    <message>
        <source>This frame again: masks in %1 s</source>
        <translation>Dieses Bild noch einmal: Masken in %1 s</translation>
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
        <source>Use test weights</source>
        <translation>Testgewichte benutzen</translation>
    </message>
    <message>
        <source>Run without model files, with weights made by a formula</source>
        <translation>Ohne Modelldateien laufen lassen, mit Gewichten aus einer Formel</translation>
    </message>
    <message>
        <source>Test weights show how the method works and how long it takes; what it finds means nothing.</source>
        <translation>Testgewichte zeigen, wie das Verfahren arbeitet und wie lange es dauert; was es findet, bedeutet nichts.</translation>
    </message>
    <message>
        <source>Stop; frames that are done are kept ({cancel})</source>
        <translation>Anhalten; fertige Bilder bleiben ({cancel})</translation>
    </message>
    <message>
        <source>Run the method ({run_frame} this frame; {run_all} all key frames)</source>
        <translation>Das Verfahren starten ({run_frame} dieses Bild; {run_all} alle Schlüsselbilder)</translation>
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
    <message>
        <source>Random SAM</source>
        <translation>Zufalls-SAM</translation>
    </message>
    <message>
        <source>Asks Segment Anything for what is at a random place. A floor to compare other methods with.</source>
        <translation>Fragt Segment Anything, was an einer zufälligen Stelle ist. Eine Untergrenze zum Vergleich.</translation>
    </message>
    <message>
        <source>Hears nothing: the place is random.</source>
        <translation>Hört nichts: die Stelle ist zufällig.</translation>
    </message>
    <message>
        <source>As the paper&apos;s published code does it, with its oddities and on the picture squashed to 224 x 224, or as the paper means it, on the whole picture.</source>
        <translation>Wie im veröffentlichten Code der Arbeit, mit dessen Eigenheiten und auf dem zu 224 x 224 gestauchten Bild, oder wie die Arbeit es meint, auf dem ganzen Bild.</translation>
    </message>
    <message>
        <source>Another number gives other places, the same one the same places.</source>
        <translation>Eine andere Zahl gibt andere Stellen, die gleiche die gleichen.</translation>
    </message>
    <message>
        <source>Whether Segment Anything gives three masks, of which the best rated is taken, or one.</source>
        <translation>Ob Segment Anything drei Masken gibt, von denen die am besten bewertete genommen wird, oder eine.</translation>
    </message>
    <message>
        <source>No-Prompt</source>
        <translation>No-Prompt</translation>
    </message>
    <message>
        <source>Segment Anything masks everything in the picture; AudioCLIP tells which of the cut-out objects goes with the sound.</source>
        <translation>Segment Anything maskiert alles im Bild; AudioCLIP sagt, welches der ausgeschnittenen Objekte zum Ton gehört.</translation>
    </message>
    <message>
        <source>Slow: everything is segmented. What one mask does not hold whole cannot be found; often nothing is taken, and as published never more than one object.</source>
        <translation>Langsam: alles wird segmentiert. Was nicht ganz in einer Maske liegt, wird nicht gefunden; oft wird nichts genommen, und wie veröffentlicht nie mehr als ein Objekt.</translation>
    </message>
    <message>
        <source>Cosine above which an object is taken; intended variant only, the published rule has no choice. auto: the mean plus one standard deviation of the picture&apos;s objects, which is ours; the paper gives no number.</source>
        <translation>Kosinus, über dem ein Objekt genommen wird; nur in der gemeinten Variante, die veröffentlichte Regel lässt keine Wahl. auto: Mittelwert plus eine Standardabweichung der Objekte des Bildes, das ist unsere Wahl; die Arbeit nennt keine Zahl.</translation>
    </message>
    <message>
        <source>Segment Anything is asked at so many places along each side; the paper&apos;s 32 takes longest.</source>
        <translation>Segment Anything wird an so vielen Stellen je Seite gefragt; die 32 der Arbeit dauern am längsten.</translation>
    </message>
    <message>
        <source>Heat-map box</source>
        <translation>Wärmekarten-Box</translation>
    </message>
    <message>
        <source>AudioCLIP finds the places that go with the sound; boxes around the hot regions ask Segment Anything for a mask.</source>
        <translation>AudioCLIP findet die Stellen, die zum Ton gehören; Boxen um die heißen Gebiete fragen Segment Anything nach einer Maske.</translation>
    </message>
    <message>
        <source>The heat map has 7 x 7 places and answers to what is in the picture more than to what sounds: expect it beside the object, and in silence, too. Sound of one second, no motion.</source>
        <translation>Die Wärmekarte hat 7 x 7 Stellen und folgt mehr dem, was im Bild ist, als dem, was klingt: sie liegt auch neben dem Objekt, und auch bei Stille. Ton einer Sekunde, keine Bewegung.</translation>
    </message>
    <message>
        <source>Around the largest hot region, the hottest one, each of them, or all together.</source>
        <translation>Um das größte heiße Gebiet, das heißeste, jedes einzelne oder alle zusammen.</translation>
    </message>
    <message>
        <source>Heat from which a place belongs to a hot region.</source>
        <translation>Wärme, ab der eine Stelle zu einem heißen Gebiet gehört.</translation>
    </message>
    <message>
        <source>Whether places are compared by their values alone (CLIP Surgery), which keeps each to its own object.</source>
        <translation>Ob Stellen nur nach ihren Werten verglichen werden (CLIP Surgery), sodass jede bei ihrem Objekt bleibt.</translation>
    </message>
    <message>
        <source>Whether the places least like the sound are hot, as the paper found it to work.</source>
        <translation>Ob die dem Ton unähnlichsten Stellen heiß sind, wie es in der Arbeit besser ging.</translation>
    </message>
    <message>
        <source>Point-Prompt</source>
        <translation>Point-Prompt</translation>
    </message>
    <message>
        <source>AudioCLIP finds the places that go with the sound; points mined from this heat map ask Segment Anything for a mask.</source>
        <translation>AudioCLIP findet die Stellen, die zum Ton gehören; Punkte aus dieser Wärmekarte fragen Segment Anything nach einer Maske.</translation>
    </message>
    <message>
        <source>The hottest and the coldest place, peaks and valleys, or all hot and cold cells of a grid.</source>
        <translation>Die heißeste und die kälteste Stelle, Gipfel und Täler, oder alle heißen und kalten Felder eines Gitters.</translation>
    </message>
    <message>
        <source>Heat from which a place is a positive point. auto: the paper&apos;s, which depends on the points and the data set (0.85 dense and 0.6 local; MS3 0.7 and 0.65).</source>
        <translation>Wärme, ab der eine Stelle ein positiver Punkt ist. auto: die der Arbeit, je nach Punkten und Datensatz (0,85 dicht und 0,6 lokal; MS3 0,7 und 0,65).</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startzahl</translation>
    </message>
    <message>
        <source>Multimask</source>
        <translation>Mehrere Masken</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Points per side</source>
        <translation>Punkte je Seite</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Boxen</translation>
    </message>
    <message>
        <source>Surgery</source>
        <translation>Surgery</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>%1, test weights</source>
        <translation>%1, Testgewichte</translation>
    </message>
    <message>
        <source>Loading the networks</source>
        <translation>Die Netze werden geladen</translation>
    </message>
    <message>
        <source>Listening to the sound</source>
        <translation>Der Klang wird gehört</translation>
    </message>
    <message>
        <source>Comparing sound and pictures</source>
        <translation>Klang und Bilder werden verglichen</translation>
    </message>
    <message>
        <source>Asking Segment Anything</source>
        <translation>Segment Anything wird gefragt</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>Wie veröffentlicht</translation>
    </message>
    <message>
        <source>As intended</source>
        <translation>Wie beabsichtigt</translation>
    </message>
    <message>
        <source>Hottest and coldest</source>
        <translation>Wärmste und kälteste Stelle</translation>
    </message>
    <message>
        <source>Peaks and valleys</source>
        <translation>Gipfel und Täler</translation>
    </message>
    <message>
        <source>Dense grid</source>
        <translation>Dichtes Gitter</translation>
    </message>
    <message>
        <source>Largest region</source>
        <translation>Größtes Gebiet</translation>
    </message>
    <message>
        <source>Hottest region</source>
        <translation>Wärmstes Gebiet</translation>
    </message>
    <message>
        <source>Each region</source>
        <translation>Jedes Gebiet</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>Alle zusammen</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Where Segment Anything runs; AudioCLIP runs on the processor.</source>
        <translation>Wo Segment Anything läuft; AudioCLIP läuft auf dem Prozessor.</translation>
    </message>
    <message>
        <source>Numbers the networks calculate with; those of 16 bits need a graphics card.</source>
        <translation>Zahlen, mit denen die Netze rechnen; solche mit 16 Bit brauchen eine Grafikkarte.</translation>
    </message>
</context>
<context>
    <name>soundmask::MissingMediaDialog</name>
    <message>
        <source>Choose file...</source>
        <translation>Datei wählen...</translation>
    </message>
    <message>
        <source>Videos that have moved</source>
        <translation>Verschobene Videos</translation>
    </message>
    <message>
        <source>The work on these clips is safe, but their videos are not where they were. Search a folder for files with the same content, or choose each file.</source>
        <translation>Die Arbeit an diesen Clips ist sicher, aber ihre Videos sind nicht mehr dort, wo sie waren. Einen Ordner nach Dateien gleichen Inhalts durchsuchen oder jede Datei wählen.</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>Was at</source>
        <translation>War hier</translation>
    </message>
    <message>
        <source>Is at</source>
        <translation>Ist hier</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>not found yet</source>
        <translation>noch nicht gefunden</translation>
    </message>
    <message>
        <source>Search folder...</source>
        <translation>Ordner durchsuchen...</translation>
    </message>
    <message>
        <source>Use these files</source>
        <translation>Diese Dateien nehmen</translation>
    </message>
    <message>
        <source>Search folder</source>
        <translation>Ordner durchsuchen</translation>
    </message>
    <message>
        <source>same content</source>
        <translation>gleicher Inhalt</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) found.</source>
        <translation>
            <numerusform>%n Datei gefunden.</numerusform>
            <numerusform>%n Dateien gefunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>other content: masks may not fit</source>
        <translation>anderer Inhalt: Masken passen vielleicht nicht</translation>
    </message>
    <message>
        <source>not known: the project never saw it</source>
        <translation>unbekannt: das Projekt hat ihn nie gesehen</translation>
    </message>
    <message>
        <source>Looking into %1...</source>
        <translation>%1 wird durchsucht...</translation>
    </message>
    <message>
        <source>Choose the video of %1</source>
        <translation>Das Video von %1 wählen</translation>
    </message>
</context>
<context>
    <name>soundmask::ModelLibrary</name>
    <message>
        <source>Looking for models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>Download of %1</source>
        <translation>Laden von %1</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>Import von %1</translation>
    </message>
    <message>
        <source>Verification of %1</source>
        <translation>Prüfung von %1</translation>
    </message>
    <message>
        <source>Test of %1</source>
        <translation>Test von %1</translation>
    </message>
    <message>
        <source>Removal of %1</source>
        <translation>Entfernen von %1</translation>
    </message>
</context>
<context>
    <name>soundmask::ModelTexts</name>
    <message>
        <source>Turns points and boxes into masks.</source>
        <translation>Macht aus Punkten und Boxen Masken.</translation>
    </message>
    <message>
        <source>Compares sounds, pictures and words.</source>
        <translation>Vergleicht Klänge, Bilder und Wörter.</translation>
    </message>
    <message>
        <source>Hears: the sound head of AudioCLIP alone, trained on AudioSet.</source>
        <translation>Hört: der Ton-Teil von AudioCLIP allein, auf AudioSet trainiert.</translation>
    </message>
    <message>
        <source>Recognises what sounds.</source>
        <translation>Erkennt, was klingt.</translation>
    </message>
    <message>
        <source>Finds what a word names in a picture.</source>
        <translation>Findet im Bild, was ein Wort benennt.</translation>
    </message>
    <message>
        <source>The paper&apos;s supervised network. Nobody publishes its weights: train it or import your own.</source>
        <translation>Das überwachte Netz der Arbeit. Niemand veröffentlicht seine Gewichte: trainieren oder eigene importieren.</translation>
    </message>
    <message>
        <source>The supervised baseline. Its authors share weights by hand only: train it or import a file.</source>
        <translation>Die überwachte Vergleichsmethode. Ihre Autoren geben Gewichte nur auf Anfrage: trainieren oder eine Datei importieren.</translation>
    </message>
    <message>
        <source>Hears for TPAVI.</source>
        <translation>Hört für TPAVI.</translation>
    </message>
    <message>
        <source>Vocabulary of Grounding DINO.</source>
        <translation>Wortschatz von Grounding DINO.</translation>
    </message>
    <message>
        <source>Vocabulary of CLAP.</source>
        <translation>Wortschatz von CLAP.</translation>
    </message>
    <message>
        <source>Merges of CLAP&apos;s vocabulary.</source>
        <translation>Verbindungen des CLAP-Wortschatzes.</translation>
    </message>
    <message>
        <source>Vocabulary of AudioCLIP&apos;s text head.</source>
        <translation>Wortschatz des Text-Teils von AudioCLIP.</translation>
    </message>
    <message>
        <source>AudioCLIP, all three heads trained</source>
        <translation>AudioCLIP, alle drei Teile trainiert</translation>
    </message>
    <message>
        <source>AudioCLIP, only the sound head trained</source>
        <translation>AudioCLIP, nur der Ton-Teil trainiert</translation>
    </message>
    <message>
        <source>CLAP 630k + AudioSet, not fused</source>
        <translation>CLAP 630k + AudioSet, ohne Fusion</translation>
    </message>
    <message>
        <source>AC-FPN, trained by you</source>
        <translation>AC-FPN, selbst trainiert</translation>
    </message>
    <message>
        <source>TPAVI-ResNet50, trained by you</source>
        <translation>TPAVI-ResNet50, selbst trainiert</translation>
    </message>
    <message>
        <source>Words of BERT</source>
        <translation>Wörter von BERT</translation>
    </message>
    <message>
        <source>Words of RoBERTa</source>
        <translation>Wörter von RoBERTa</translation>
    </message>
    <message>
        <source>Word pieces of RoBERTa</source>
        <translation>Wortteile von RoBERTa</translation>
    </message>
    <message>
        <source>Word pieces of CLIP</source>
        <translation>Wortteile von CLIP</translation>
    </message>
    <message>
        <source>Missing: the file is gone</source>
        <translation>Fehlt: die Datei ist weg</translation>
    </message>
    <message>
        <source>Damaged: get it again</source>
        <translation>Beschädigt: neu holen</translation>
    </message>
    <message>
        <source>Installed, not verified yet</source>
        <translation>Installiert, noch nicht geprüft</translation>
    </message>
    <message>
        <source>Installed, verified</source>
        <translation>Installiert, geprüft</translation>
    </message>
    <message>
        <source>Installed, not verified: no published hash</source>
        <translation>Installiert, nicht geprüft: kein veröffentlichter Hash</translation>
    </message>
    <message>
        <source>Installed, your own file</source>
        <translation>Installiert, eigene Datei</translation>
    </message>
    <message>
        <source>Downloading, %1 %</source>
        <translation>Wird geladen, %1 %</translation>
    </message>
    <message>
        <source>Importing, %1 %</source>
        <translation>Wird importiert, %1 %</translation>
    </message>
    <message>
        <source>Verifying, %1 %</source>
        <translation>Wird geprüft, %1 %</translation>
    </message>
    <message>
        <source>Being tested...</source>
        <translation>Wird getestet...</translation>
    </message>
    <message>
        <source>%1 of %2 memory are free.</source>
        <translation>%1 von %2 Speicher sind frei.</translation>
    </message>
    <message>
        <source>loading %1 s</source>
        <translation>Laden %1 s</translation>
    </message>
    <message>
        <source>a picture %1 s</source>
        <translation>ein Bild %1 s</translation>
    </message>
    <message>
        <source>not published</source>
        <translation>nicht veröffentlicht</translation>
    </message>
    <message numerus="yes">
        <source>No NVIDIA graphics card with a driver was found: networks run on the processor (%n thread(s)) in 32-bit numbers.</source>
        <translation>
            <numerusform>Keine NVIDIA-Grafikkarte mit Treiber gefunden: Netze laufen auf dem Prozessor (%n Thread) mit 32-Bit-Zahlen.</numerusform>
            <numerusform>Keine NVIDIA-Grafikkarte mit Treiber gefunden: Netze laufen auf dem Prozessor (%n Threads) mit 32-Bit-Zahlen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is there, but LibTorch&apos;s part for graphics cards is not installed: networks run on the processor (%n thread(s)).</source>
        <translation>
            <numerusform>%1 ist da, aber der Teil von LibTorch für Grafikkarten ist nicht installiert: Netze laufen auf dem Prozessor (%n Thread).</numerusform>
            <numerusform>%1 ist da, aber der Teil von LibTorch für Grafikkarten ist nicht installiert: Netze laufen auf dem Prozessor (%n Threads).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Segment Anything can run on %1, which nobody has tested yet; the other networks run on the processor (%n thread(s)).</source>
        <translation>
            <numerusform>Segment Anything kann auf %1 laufen, was noch niemand erprobt hat; die anderen Netze laufen auf dem Prozessor (%n Thread).</numerusform>
            <numerusform>Segment Anything kann auf %1 laufen, was noch niemand erprobt hat; die anderen Netze laufen auf dem Prozessor (%n Threads).</numerusform>
        </translation>
    </message>
    <message>
        <source>the reference&apos;s numbers %1 s</source>
        <translation>die Zahlen der Referenz %1 s</translation>
    </message>
    <message>
        <source>two clicks %1 s</source>
        <translation>zwei Klicks %1 s</translation>
    </message>
    <message>
        <source>a second of sound, twice, %1 s</source>
        <translation>eine Sekunde Klang, zweimal, %1 s</translation>
    </message>
    <message>
        <source>part of a picture %1 s</source>
        <translation>ein Teil eines Bildes %1 s</translation>
    </message>
</context>
<context>
    <name>soundmask::ModelsDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Import model files</source>
        <translation>Modelldateien importieren</translation>
    </message>
    <message>
        <source>Model files (*)</source>
        <translation>Modelldateien (*)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>About this model</source>
        <translation>Über dieses Modell</translation>
    </message>
    <message>
        <source>Imported as %1</source>
        <translation>Importiert als %1</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Stop; what was downloaded is kept and continued the next time</source>
        <translation>Anhalten; was geladen ist, bleibt und wird nächstes Mal fortgesetzt</translation>
    </message>
    <message>
        <source>&amp;Download...</source>
        <translation>&amp;Laden...</translation>
    </message>
    <message>
        <source>Fetch the official file; asks first</source>
        <translation>Die offizielle Datei holen; fragt vorher</translation>
    </message>
    <message>
        <source>&amp;Import file...</source>
        <translation>Datei &amp;importieren...</translation>
    </message>
    <message>
        <source>Install a file you have; what it is is found out</source>
        <translation>Eine vorhandene Datei installieren; was sie ist, wird erkannt</translation>
    </message>
    <message>
        <source>Import &amp;as this...</source>
        <translation>&amp;Als dieses importieren...</translation>
    </message>
    <message>
        <source>Install a file you have as the selected model, where that cannot be found out</source>
        <translation>Eine vorhandene Datei als das gewählte Modell installieren, wo sich das nicht erkennen lässt</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Read the whole file and compare it with the published hash</source>
        <translation>Die ganze Datei lesen und mit dem veröffentlichten Hash vergleichen</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>&amp;Use this one</source>
        <translation>&amp;Dieses nehmen</translation>
    </message>
    <message>
        <source>&amp;Remove...</source>
        <translation>&amp;Entfernen...</translation>
    </message>
    <message>
        <source>Delete the file (Del)</source>
        <translation>Die Datei löschen (Entf)</translation>
    </message>
    <message>
        <source>&amp;Leave imported files where they are</source>
        <translation>Importierte Dateien lassen, &amp;wo sie sind</translation>
    </message>
    <message>
        <source>Saves room: the file is used from its folder and must stay there</source>
        <translation>Spart Platz: die Datei wird aus ihrem Ordner benutzt und muss dort bleiben</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>%1, in use</source>
        <translation>%1, in Gebrauch</translation>
    </message>
    <message>
        <source>Interrupted: %1 are here</source>
        <translation>Unterbrochen: %1 sind da</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <source>Looking...</source>
        <translation>Wird gesucht...</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>Quelle: %1</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>Datei: %1</translation>
    </message>
    <message>
        <source>SHA-256: %1</source>
        <translation>SHA-256: %1</translation>
    </message>
    <message>
        <source>Not verified: no published hash</source>
        <translation>Nicht geprüft: kein veröffentlichter Hash</translation>
    </message>
    <message>
        <source>Several files are installed for this role; choose one with &quot;Use this one&quot;.</source>
        <translation>Für diese Rolle sind mehrere Dateien installiert; mit „Dieses nehmen“ eine wählen.</translation>
    </message>
    <message>
        <source>Self-test: works. %1 (%2)</source>
        <translation>Selbsttest: geht. %1 (%2)</translation>
    </message>
    <message>
        <source>Self-test failed: %1</source>
        <translation>Selbsttest fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Select a model to see what it is for and where it comes from.</source>
        <translation>Ein Modell wählen, um zu sehen, wozu es dient und woher es kommt.</translation>
    </message>
    <message>
        <source>&amp;Download the rest...</source>
        <translation>&amp;Rest laden...</translation>
    </message>
    <message>
        <source>This version has no network that uses it yet</source>
        <translation>Diese Version hat noch kein Netz, das es benutzt</translation>
    </message>
    <message>
        <source>Download %1?

Size: %2
Licence: %3
From: %4
To: %5</source>
        <translation>%1 laden?

Größe: %2
Lizenz: %3
Von: %4
Nach: %5</translation>
    </message>
    <message>
        <source>Delete what has arrived of %1?</source>
        <translation>Löschen, was von %1 angekommen ist?</translation>
    </message>
    <message>
        <source>Forget %1? The file stays where it is.</source>
        <translation>%1 vergessen? Die Datei bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>Delete %1? This cannot be undone.</source>
        <translation>%1 löschen? Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Methods and tools take this one from now on</source>
        <translation>Verfahren und Werkzeuge nehmen von jetzt an dieses</translation>
    </message>
    <message>
        <source>Test weights, for trying the window only</source>
        <translation>Testgewichte, nur zum Ausprobieren des Fensters</translation>
    </message>
    <message>
        <source>In use: results mean nothing</source>
        <translation>In Gebrauch: Ergebnisse bedeuten nichts</translation>
    </message>
    <message>
        <source>Part of the program</source>
        <translation>Teil des Programms</translation>
    </message>
    <message>
        <source>Numbers made by a formula in the place of learnt ones. They show clicks, candidates, progress and times as they will be; &lt;b&gt;what they mark or rate means nothing&lt;/b&gt;.</source>
        <translation>Zahlen aus einer Formel an der Stelle gelernter. Sie zeigen Klicks, Vorschläge, Fortschritt und Zeiten, wie sie sein werden; &lt;b&gt;was sie markieren oder bewerten, bedeutet nichts&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>A model file that is downloaded or imported takes their place.</source>
        <translation>Eine Modelldatei, die geladen oder eingelesen wird, tritt an ihre Stelle.</translation>
    </message>
    <message>
        <source>Stop &amp;using them</source>
        <translation>&amp;Nicht mehr benutzen</translation>
    </message>
    <message>
        <source>Memory while it works: %1 (measured)</source>
        <translation>Speicher bei der Arbeit: %1 (gemessen)</translation>
    </message>
    <message>
        <source>Compare the network with the reference&apos;s numbers, then load the file and run it on a drawn picture</source>
        <translation>Das Netz mit den Zahlen der Referenz vergleichen, dann die Datei laden und auf ein gezeichnetes Bild anwenden</translation>
    </message>
    <message>
        <source>&amp;Networks run on</source>
        <translation>&amp;Netze laufen auf</translation>
    </message>
    <message>
        <source>Segment Anything runs there from the next frame on</source>
        <translation>Segment Anything läuft dort vom nächsten Bild an</translation>
    </message>
    <message>
        <source>in num&amp;bers of</source>
        <translation>mit Za&amp;hlen von</translation>
    </message>
    <message>
        <source>16 bits are faster on graphics cards and a little less exact</source>
        <translation>16 Bit sind auf Grafikkarten schneller und etwas ungenauer</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>dem Prozessor</translation>
    </message>
    <message>
        <source>the first graphics card</source>
        <translation>der ersten Grafikkarte</translation>
    </message>
    <message>
        <source>%1 (untested)</source>
        <translation>%1 (nicht erprobt)</translation>
    </message>
    <message>
        <source>32 bits</source>
        <translation>32 Bit</translation>
    </message>
    <message>
        <source>16 bits (half)</source>
        <translation>16 Bit (half)</translation>
    </message>
    <message>
        <source>16 bits (bfloat)</source>
        <translation>16 Bit (bfloat)</translation>
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
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Delete object</source>
        <translation>Objekt löschen</translation>
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
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on this frame: %1</source>
        <translation>auf diesem Bild: %1</translation>
    </message>
</context>
<context>
    <name>soundmask::PlayControls</name>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Abspielen</translation>
    </message>
    <message>
        <source>Choice of the system</source>
        <translation>Wahl des Systems</translation>
    </message>
    <message>
        <source>The chosen one, which is not plugged in</source>
        <translation>Die gewählte, die nicht angeschlossen ist</translation>
    </message>
    <message>
        <source>No sound output was found</source>
        <translation>Keine Tonausgabe gefunden</translation>
    </message>
    <message>
        <source>Sound output</source>
        <translation>Tonausgabe</translation>
    </message>
    <message>
        <source>the sound cannot be read in time</source>
        <translation>der Ton lässt sich nicht rechtzeitig lesen</translation>
    </message>
</context>
<context>
    <name>soundmask::ProjectController</name>
    <message>
        <source>Saving</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saving a copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>Going back</source>
        <translation>Zurückgehen</translation>
    </message>
    <message>
        <source>Looking for videos</source>
        <translation>Videos suchen</translation>
    </message>
    <message>
        <source>Comparing videos</source>
        <translation>Videos vergleichen</translation>
    </message>
    <message>
        <source>Noting where the videos are</source>
        <translation>Orte der Videos merken</translation>
    </message>
</context>
<context>
    <name>soundmask::RefineStrip</name>
    <message>
        <source>Grow by</source>
        <translation>Vergrößern um</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Shrink by</source>
        <translation>Verkleinern um</translation>
    </message>
    <message>
        <source>Smooth over</source>
        <translation>Glätten über</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>Löcher füllen</translation>
    </message>
    <message>
        <source>Remove islands below</source>
        <translation>Inseln entfernen unter</translation>
    </message>
    <message>
        <source>Heat map from</source>
        <translation>Wärmekarte ab</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>What to do to the mask</source>
        <translation>Was mit der Maske geschieht</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Wie viel</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Make the preview the mask (Enter)</source>
        <translation>Die Vorschau zur Maske machen (Enter)</translation>
    </message>
    <message>
        <source>Leave the mask as it is (Esc)</source>
        <translation>Die Maske lassen, wie sie ist (Esc)</translation>
    </message>
    <message>
        <source>Refine mask</source>
        <translation>Maske verfeinern</translation>
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
    <name>soundmask::SegmentController</name>
    <message>
        <source>There is no mask yet: click on the object, then wait for the answer.</source>
        <translation>Noch keine Maske: auf das Objekt klicken und die Antwort abwarten.</translation>
    </message>
    <message>
        <source>This candidate is empty. Tab shows the next one.</source>
        <translation>Dieser Vorschlag ist leer. Tab zeigt den nächsten.</translation>
    </message>
    <message>
        <source>Segment everything</source>
        <translation>Alles segmentieren</translation>
    </message>
    <message>
        <source>Nothing was found in this picture. Clicks may find it all the same.</source>
        <translation>In diesem Bild wurde nichts gefunden. Klicks finden es vielleicht trotzdem.</translation>
    </message>
    <message>
        <source>SAM cannot be used; the message above says why</source>
        <translation>SAM ist nicht benutzbar; die Meldung oben sagt, warum</translation>
    </message>
    <message>
        <source>Pause to segment the picture that is shown</source>
        <translation>Anhalten, um das gezeigte Bild zu segmentieren</translation>
    </message>
    <message>
        <source>Loading the network...</source>
        <translation>Das Netz wird geladen...</translation>
    </message>
    <message>
        <source>Looking at this frame... A click is answered as soon as that is done</source>
        <translation>Dieses Bild wird angesehen... Ein Klick wird danach sofort beantwortet</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 von %2: %3</translation>
    </message>
    <message>
        <source>test weights</source>
        <translation>Testgewichte</translation>
    </message>
    <message>
        <source>SAM: no weights chosen</source>
        <translation>SAM: keine Gewichte gewählt</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>nicht benutzbar</translation>
    </message>
    <message>
        <source>loading...</source>
        <translation>wird geladen...</translation>
    </message>
    <message>
        <source>processor, %1</source>
        <translation>Prozessor, %1</translation>
    </message>
    <message>
        <source>frame from the cache</source>
        <translation>Bild aus dem Zwischenspeicher</translation>
    </message>
    <message>
        <source>frame encoded in %1 s</source>
        <translation>Bild kodiert in %1 s</translation>
    </message>
    <message>
        <source>answer in %1 ms</source>
        <translation>Antwort in %1 ms</translation>
    </message>
    <message>
        <source>encoding frame %1...</source>
        <translation>Bild %1 wird kodiert...</translation>
    </message>
    <message>
        <source>Looking for models...</source>
        <translation>Modelle werden gesucht...</translation>
    </message>
    <message>
        <source>Several SAM files are installed; choose one: Method &gt; SAM weights ({choose_segmenter})</source>
        <translation>Mehrere SAM-Dateien sind installiert; wählen Sie eine: Verfahren &gt; SAM-Gewichte ({choose_segmenter})</translation>
    </message>
    <message>
        <source>No SAM weights are chosen: Method &gt; SAM weights ({choose_segmenter})</source>
        <translation>Keine SAM-Gewichte sind gewählt: Verfahren &gt; SAM-Gewichte ({choose_segmenter})</translation>
    </message>
</context>
<context>
    <name>soundmask::SegmentTool</name>
    <message>
        <source>Click: pick the mask under the mouse  ·  Tab: the next one there  ·  Esc: leave</source>
        <translation>Klick: die Maske unter der Maus wählen  ·  Tab: die nächste dort  ·  Esc: verlassen</translation>
    </message>
    <message>
        <source>Left: on the object  ·  Right or Shift+left: off it  ·  Drag: box around it</source>
        <translation>Links: auf dem Objekt  ·  Rechts oder Umschalt+links: daneben  ·  Ziehen: Box darum</translation>
    </message>
    <message>
        <source>Enter: take it  ·  Shift+Enter: replace  ·  Tab: next  ·  Left / right: more / less  ·  Esc: drop</source>
        <translation>Enter: übernehmen  ·  Umschalt+Enter: ersetzen  ·  Tab: nächster  ·  Links / rechts: mehr / weniger  ·  Esc: verwerfen</translation>
    </message>
</context>
<context>
    <name>soundmask::Sheet</name>
    <message>
        <source>IoU %1</source>
        <translation>IoU %1</translation>
    </message>
    <message>
        <source>mean IoU %1</source>
        <translation>mittlere IoU %1</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Objects from bottom to top: %1</source>
        <translation>Objekte von unten nach oben: %1</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Wärmekarte</translation>
    </message>
    <message>
        <source>Points and boxes</source>
        <translation>Punkte und Boxen</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>40 Hz to 8 kHz</source>
        <translation>40 Hz bis 8 kHz</translation>
    </message>
    <message>
        <source>%1 s at %2 frames a second</source>
        <translation>%1 s mit %2 Bildern je Sekunde</translation>
    </message>
    <message>
        <source>second %1 (frame %2)</source>
        <translation>Sekunde %1 (Bild %2)</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>%1 of %2 seconds are shown.</source>
        <translation>%1 von %2 Sekunden werden gezeigt.</translation>
    </message>
    <message>
        <source>Nothing to show for: %1</source>
        <translation>Nichts zu zeigen für: %1</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Boxen</translation>
    </message>
    <message>
        <source>Iso-lines</source>
        <translation>Isolinien</translation>
    </message>
    <message>
        <source>%1 (version %2 of the method)</source>
        <translation>%1 (Version %2 des Verfahrens)</translation>
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
    <message>
        <source>Negative point; with cut out: not this</source>
        <translation>Negativer Punkt; beim Ausschneiden: dies nicht</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Close a polygon</source>
        <translation>Ein Polygon schließen</translation>
    </message>
    <message>
        <source>Drag with the wand</source>
        <translation>Mit dem Zauberstab ziehen</translation>
    </message>
    <message>
        <source>More or fewer colours</source>
        <translation>Mehr oder weniger Farben</translation>
    </message>
    <message>
        <source>Alt+click with fill</source>
        <translation>Alt+Klick beim Füllen</translation>
    </message>
    <message>
        <source>Pick the object</source>
        <translation>Das Objekt wählen</translation>
    </message>
    <message>
        <source>Keys on the picture</source>
        <translation>Tasten auf dem Bild</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Umschalt+Tab</translation>
    </message>
    <message>
        <source>Next object, object before</source>
        <translation>Nächstes Objekt, voriges Objekt</translation>
    </message>
    <message>
        <source>Hold Space</source>
        <translation>Leertaste halten</translation>
    </message>
    <message>
        <source>Pan; a short press plays</source>
        <translation>Verschieben; kurz gedrückt: abspielen</translation>
    </message>
    <message>
        <source>Enter, Esc</source>
        <translation>Enter, Esc</translation>
    </message>
    <message>
        <source>Accept or drop a preview</source>
        <translation>Eine Vorschau übernehmen oder verwerfen</translation>
    </message>
    <message>
        <source>Enter, Backspace, Esc</source>
        <translation>Enter, Rücktaste, Esc</translation>
    </message>
    <message>
        <source>Close a polygon, take the last corner back, drop it</source>
        <translation>Ein Polygon schließen, die letzte Ecke zurücknehmen, es verwerfen</translation>
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
    <message>
        <source>Name of the marker</source>
        <translation>Name der Marke</translation>
    </message>
</context>
<context>
    <name>soundmask::ToolStrip</name>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Connected only</source>
        <translation>Nur Verbundenes</translation>
    </message>
    <message>
        <source>Only pixels connected to the one clicked on; otherwise all that are like it</source>
        <translation>Nur Pixel, die mit dem angeklickten verbunden sind; sonst alle, die ihm gleichen</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>How far red, green and blue may each be from the pixel clicked on (0 to 255)</source>
        <translation>Wie weit Rot, Grün und Blau je vom angeklickten Pixel abweichen dürfen (0 bis 255)</translation>
    </message>
    <message>
        <source>Diameter in picture pixels: Shift+wheel or Alt+right drag on the picture ({brush_smaller} and {brush_larger})</source>
        <translation>Durchmesser in Bildpunkten: Umschalt+Rad oder Alt+rechts ziehen auf dem Bild ({brush_smaller} und {brush_larger})</translation>
    </message>
</context>
<context>
    <name>soundmask::TransportBar</name>
    <message>
        <source>First frame</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>Previous key frame</source>
        <translation>Voriges Schlüsselbild</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Next key frame</source>
        <translation>Nächstes Schlüsselbild</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letztes Bild</translation>
    </message>
    <message>
        <source>Loop the range, or everything</source>
        <translation>Den Bereich oder alles wiederholen</translation>
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
    <message>
        <source>The sound track is silent.</source>
        <translation>Die Tonspur ist still.</translation>
    </message>
</context>
</TS>
