<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
        <source>%n mask(s) written and read back equal.</source>
        <translation>
            <numerusform>%n mask written and read back equal.</numerusform>
            <numerusform>%n masks written and read back equal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) have no mask.</source>
        <translation>
            <numerusform>%n second has no mask.</numerusform>
            <numerusform>%n seconds have no mask.</numerusform>
        </translation>
    </message>
</context>
</TS>
