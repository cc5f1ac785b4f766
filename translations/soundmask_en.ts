<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>soundmask::ClipListPanel</name>
    <message numerus="yes">
        <source>Run the method on %n clip(s)</source>
        <translation>
            <numerusform>Run the method on %n clip</numerusform>
            <numerusform>Run the method on %n clips</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n clip</numerusform>
            <numerusform>%n clips</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>soundmask::ExportDialog</name>
    <message numerus="yes">
        <source>%n file(s) written and read back.</source>
        <translation>
            <numerusform>%n file written and read back.</numerusform>
            <numerusform>%n files written and read back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) have no mask and were left out.</source>
        <translation>
            <numerusform>%n frame has no mask and was left out.</numerusform>
            <numerusform>%n frames have no mask and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n clips with objects</source>
        <translation>
            <numerusform>%n clip with objects</numerusform>
            <numerusform>All %n clips with objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>soundmask::JobStrip</name>
    <message numerus="yes">
        <source>%1 (%n waiting)</source>
        <translation>
            <numerusform>%1 (%n waiting)</numerusform>
            <numerusform>%1 (%n waiting)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>soundmask::MainWindow</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Methods run on the processor: %n thread(s).</source>
        <translation>
            <numerusform>Methods run on the processor: %n thread.</numerusform>
            <numerusform>Methods run on the processor: %n threads.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The heat maps of %n clip(s) were let go to save memory; run the method on a clip to see them.</source>
        <translation>
            <numerusform>The heat maps of %n clip were let go to save memory; run the method on a clip to see them.</numerusform>
            <numerusform>The heat maps of %n clips were let go to save memory; run the method on a clip to see them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n failed</source>
        <translation>
            <numerusform>, %n failed</numerusform>
            <numerusform>, %n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>soundmask::MaskController</name>
    <message numerus="yes">
        <source>%1 of %n island(s) go, %2 px</source>
        <translation>
            <numerusform>%1 of %n island goes, %2 px</numerusform>
            <numerusform>%1 of %n islands go, %2 px</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied to %n key frame(s).</source>
        <translation>
            <numerusform>Copied to %n key frame.</numerusform>
            <numerusform>Copied to %n key frames.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Filled in %n frame(s).</source>
        <translation>
            <numerusform>Filled in %n frame.</numerusform>
            <numerusform>Filled in %n frames.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>soundmask::MissingMediaDialog</name>
    <message numerus="yes">
        <source>%n file(s) found.</source>
        <translation>
            <numerusform>%n file found.</numerusform>
            <numerusform>%n files found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>soundmask::ModelTexts</name>
    <message numerus="yes">
        <source>No NVIDIA graphics card with a driver was found: networks run on the processor (%n thread(s)) in 32-bit numbers.</source>
        <translation>
            <numerusform>No NVIDIA graphics card with a driver was found: networks run on the processor (%n thread) in 32-bit numbers.</numerusform>
            <numerusform>No NVIDIA graphics card with a driver was found: networks run on the processor (%n threads) in 32-bit numbers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is there, but LibTorch&apos;s part for graphics cards is not installed: networks run on the processor (%n thread(s)).</source>
        <translation>
            <numerusform>%1 is there, but LibTorch&apos;s part for graphics cards is not installed: networks run on the processor (%n thread).</numerusform>
            <numerusform>%1 is there, but LibTorch&apos;s part for graphics cards is not installed: networks run on the processor (%n threads).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Segment Anything can run on %1, which nobody has tested yet; the other networks run on the processor (%n thread(s)).</source>
        <translation>
            <numerusform>Segment Anything can run on %1, which nobody has tested yet; the other networks run on the processor (%n thread).</numerusform>
            <numerusform>Segment Anything can run on %1, which nobody has tested yet; the other networks run on the processor (%n threads).</numerusform>
        </translation>
    </message>
</context>
</TS>
