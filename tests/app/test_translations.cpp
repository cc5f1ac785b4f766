// The translations: complete, with the same placeholders as the source, and really shown by the window.
#include <QComboBox>
#include <QDirIterator>
#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QTranslator>
#include <QXmlStreamReader>
#include <QtTest>

#include "app/bridge/error_text.h"
#include "app/bridge/reason_texts.h"
#include "app/document/edit_titles.h"
#include "app/shell/main_window.h"
#include "app/shell/method_texts.h"
#include "app/shell/model_texts.h"
#include "app/shell/translations.h"
#include "core/methods/method_registry.h"
#include "widgets/timeline/object_lanes.h"

using namespace soundmask;

namespace {

/// One <message> of a .ts file.
struct Message {
    QByteArray context;
    QByteArray source;
    QByteArray comment;
    QString type;        ///< "unfinished", "vanished", "obsolete"; empty when finished
    QStringList targets; ///< one for each plural form
    bool is_plural = false;
};

Message readMessage(QXmlStreamReader& xml, const QByteArray& context) {
    Message message{context, {}, {},
                    {},      {}, xml.attributes().value(QStringLiteral("numerus")) == QStringLiteral("yes")};
    while (xml.readNextStartElement()) {
        if (xml.name() == QStringLiteral("source")) {
            message.source = xml.readElementText().toUtf8();
        } else if (xml.name() == QStringLiteral("comment")) {
            message.comment = xml.readElementText().toUtf8();
        } else if (xml.name() == QStringLiteral("translation")) {
            message.type = xml.attributes().value(QStringLiteral("type")).toString();
            if (!message.is_plural)
                message.targets.append(xml.readElementText());
            else
                while (xml.readNextStartElement())
                    message.targets.append(xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

/// All messages of a language; none when the file cannot be read.
QList<Message> readMessages(const QString& language) {
    QFile file(QStringLiteral(SOUNDMASK_TRANSLATIONS_DIR "/soundmask_%1.ts").arg(language));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QByteArray context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == QStringLiteral("name"))
            context = xml.readElementText().toUtf8();
        else if (xml.name() == QStringLiteral("message"))
            messages.append(readMessage(xml, context));
    }
    return xml.hasError() ? QList<Message>() : messages;
}

/// "%1", "%2", "%n" and names of actions in braces in the order of the alphabet; "%" alone is a per cent sign.
QStringList placeholders(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("%(?:L?\\d+|n)|\\{\\w+\\}"));
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    found.sort();
    return found;
}

/// How many letters are underlined.
qsizetype mnemonics(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("&[\\w%]"), QRegularExpression::UseUnicodePropertiesOption);
    return text.count(pattern);
}

bool endsAlike(const QString& source, const QString& target) {
    for (const auto& ending : {QStringLiteral("..."), QStringLiteral("."), QStringLiteral("?")})
        if (source.endsWith(ending) != target.endsWith(ending)) return false;
    return source.count(QLatin1Char('\n')) == target.count(QLatin1Char('\n'));
}

QStringList menuTitles(const MainWindow& window) {
    QStringList titles;
    for (const QAction* action : window.menuBar()->actions())
        titles.append(action->text());
    return titles;
}

class TestTranslations : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void everyTextIsFinished_data() { languages(); }
    void everyTextIsFinished();
    void placeholdersAndMnemonicsAgree_data() { languages(); }
    void placeholdersAndMnemonicsAgree();
    void theProgramHoldsEveryText_data() { languages(); }
    void theProgramHoldsEveryText();
    void everyMethodIsDescribedInGerman();
    void everyModelIsDescribedInGerman();
    void listedReasonsAreTheCores();
    void englishHasPlurals();
    void theWindowSpeaksGerman();
    void menusUnderlineNoLetterTwice();
    void anUnknownLanguageIsEnglish();

  private:
    static void languages();
};

void TestTranslations::initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("SoundmaskTest"));
    QCoreApplication::setApplicationName(QStringLiteral("test_translations"));
    QSettings().clear();
}

void TestTranslations::cleanup() {
    for (QTranslator* translator : qApp->findChildren<QTranslator*>())
        delete translator;
}

void TestTranslations::languages() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("least");
    QTest::newRow("German") << QStringLiteral("de") << 400;
    QTest::newRow("English plurals") << QStringLiteral("en") << 5;
}

void TestTranslations::everyTextIsFinished() {
    QFETCH(QString, language);
    QFETCH(int, least);
    const QList<Message> messages = readMessages(language);
    QVERIFY2(messages.size() >= least, qPrintable(QString::number(messages.size())));
    for (const Message& message : messages) {
        QVERIFY2(message.type.isEmpty(), (message.source + ": " + message.type.toUtf8()).constData());
        QVERIFY2(message.targets.size() == (message.is_plural ? 2 : 1), message.source.constData());
        for (const QString& target : message.targets)
            QVERIFY2(!target.isEmpty(), message.source.constData());
    }
}

void TestTranslations::placeholdersAndMnemonicsAgree() {
    QFETCH(QString, language);
    for (const Message& message : readMessages(language)) {
        const QString source = QString::fromUtf8(message.source);
        for (const QString& target : message.targets) {
            QVERIFY2(placeholders(target) == placeholders(source), qPrintable(target));
            QVERIFY2(mnemonics(target) == mnemonics(source), qPrintable(target));
            QVERIFY2(endsAlike(source, target), qPrintable(target));
        }
    }
}

void TestTranslations::theProgramHoldsEveryText() {
    QFETCH(QString, language);
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/i18n/soundmask_%1.qm").arg(language)));
    for (const Message& message : readMessages(language))
        for (int form = 0; form < message.targets.size(); ++form)
            QCOMPARE(translator.translate(message.context, message.source, message.comment,
                                          message.is_plural ? form + 1 : -1),
                     message.targets[form]);
}

void TestTranslations::everyMethodIsDescribedInGerman() {
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/i18n/soundmask_de.qm")));
    // A text that fails here is missing in app/shell/method_texts.cpp, or was not translated after it was put there.
    const auto isKnown = [&translator](const std::string& english) {
        return english.empty() || !translator.translate("soundmask::MethodTexts", english.c_str()).isEmpty();
    };
    QVERIFY(!isKnown("No method says this."));
    for (const MethodInfo* info : MethodRegistry::standard().infos()) {
        for (const std::string& text : {info->title, info->summary, info->limits})
            QVERIFY2(isKnown(text), text.c_str());
        for (const ParameterInfo& parameter : info->parameters)
            QVERIFY2(isKnown(parameter.meaning), parameter.meaning.c_str());
    }
}

void TestTranslations::everyModelIsDescribedInGerman() {
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/i18n/soundmask_de.qm")));
    for (const ModelRole& role : ModelCatalogue::official().roles())
        QVERIFY2(!translator.translate("soundmask::ModelTexts", role.purpose.c_str()).isEmpty(), role.purpose.c_str());
}

void TestTranslations::listedReasonsAreTheCores() {
    static const QRegularExpression seam(QStringLiteral("\"\\s*\""));
    QString sources;
    QDirIterator files(QStringLiteral(SOUNDMASK_TRANSLATIONS_DIR "/../core"), {QStringLiteral("*.cpp")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        sources += QString::fromUtf8(file.readAll()).remove(seam); // long literals are split
    }
    QVERIFY(!listedReasons().empty());
    for (const char* reason : listedReasons())
        QVERIFY2(sources.contains(QLatin1Char('"') + QString::fromUtf8(reason) + QLatin1Char('"')), reason);
}

void TestTranslations::englishHasPlurals() {
    const auto threads = [](int n) {
        return MainWindow::tr("Methods run on the processor: %n thread(s).", nullptr, n);
    };
    QCOMPARE(threads(2), QStringLiteral("Methods run on the processor: 2 thread(s)."));
    installTranslations(*qApp, QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCOMPARE(threads(1), QStringLiteral("Methods run on the processor: 1 thread."));
    QCOMPARE(threads(2), QStringLiteral("Methods run on the processor: 2 threads."));
    QCOMPARE(threads(0), QStringLiteral("Methods run on the processor: 0 threads."));
}

void TestTranslations::theWindowSpeaksGerman() {
    installTranslations(*qApp, QLocale(QLocale::German, QLocale::Austria));
    MainWindow window;
    QCOMPARE(menuTitles(window).join(QLatin1Char(' ')),
             QStringLiteral("&Datei &Bearbeiten &Objekte Mas&ke &Wiedergabe &Verfahren &Ansicht &Clips &Hilfe"));
    QStringList choices;
    for (const QComboBox* box : window.findChildren<QComboBox*>())
        for (int i = 0; i < box->count(); ++i)
            choices.append(box->itemText(i));
    QVERIFY2(choices.contains(methodText("Sound and motion")), qPrintable(choices.join(QLatin1Char(','))));
    // Texts that no QObject says.
    QCOMPARE(methodText("Sound and motion"), QStringLiteral("Klang und Bewegung"));
    // The same word is another thing in another parameter.
    QCOMPARE(choiceText("device", "auto"), QStringLiteral("Automatisch"));
    QCOMPARE(choiceText("threshold", "auto"), QStringLiteral("auto"));
    QCOMPARE(editTitle("brush stroke"), QStringLiteral("Pinselstrich"));
    QCOMPARE(ObjectsLane().title(), QStringLiteral("Objekte"));
    QCOMPARE(errorText(Error{ErrorCode::NotMedia, "a.txt", "no"}).title, QStringLiteral("a.txt ist kein Video"));
}

void TestTranslations::menusUnderlineNoLetterTwice() {
    installTranslations(*qApp, QLocale(QLocale::German));
    MainWindow window;
    for (const QAction* top : window.menuBar()->actions()) {
        QMap<QChar, QString> owner;
        for (const QAction* action : top->menu()->actions()) {
            const qsizetype mark = action->text().indexOf(QLatin1Char('&'));
            if (mark < 0) continue;
            const QChar letter = action->text().at(mark + 1).toLower();
            QVERIFY2(!owner.contains(letter), qPrintable(action->text() + QStringLiteral(" and ") + owner[letter]));
            owner[letter] = action->text();
        }
    }
}

void TestTranslations::anUnknownLanguageIsEnglish() {
    installTranslations(*qApp, QLocale(QLocale::Catalan));
    MainWindow window;
    QCOMPARE(menuTitles(window).first(), QStringLiteral("&File"));
    QCOMPARE(QCoreApplication::translate("soundmask::ExportDialog", "%n file(s) written and read back.", nullptr, 1),
             QStringLiteral("1 file written and read back."));
    // Qt's own texts do not speak another language than ours.
    QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), QStringLiteral("Cancel"));
}

} // namespace

QTEST_MAIN(TestTranslations)
#include "test_translations.moc"
