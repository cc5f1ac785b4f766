#include "app/shell/key_map.h"

#include <QAction>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSettings>

#include "app/bridge/error_text.h"
#include "app/bridge/job_bridge.h"
#include "app/shell/actions.h"
#include "core/base/atomic_file.h"
#include "widgets/common/key_names.h"

namespace soundmask {

namespace {

const QString kSetting = QStringLiteral("keys");
/// Its own worker: nothing else waits for a slow disk because of a few keys.
const std::string kWorker = "keys";
constexpr std::size_t kLargestFile_bytes = std::size_t{1} << 20;
const QString kSchema = QStringLiteral("soundmask/keys/1");

} // namespace

KeyMap::KeyMap(Actions& actions, JobBridge& jobs, QObject* parent)
    : QObject(parent)
    , m_actions(actions)
    , m_jobs(jobs) {
    for (const QAction* action : m_actions.all())
        m_usual.insert(action, action->shortcuts());
    const QByteArray stored = QSettings().value(kSetting).toByteArray();
    Changes changes;
    // What an older or newer program stored may not fit any more: then the usual keys stay.
    if (!stored.isEmpty() && parse(stored, changes).isEmpty() && conflictOf(changes).isEmpty()) use(changes);
    tellNames();
}

QList<KeyMap::Preset> KeyMap::presets() {
    QList<Preset> presets{{tr("Soundmask"), {}}};
    for (const char* name : {"labelme", "cvat", "napari"}) {
        const QString path = QStringLiteral(":/keys/%1.json").arg(QLatin1String(name));
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            presets.append({QJsonDocument::fromJson(file.readAll())[QStringLiteral("title")].toString(), path});
    }
    return presets;
}

QString KeyMap::setKeys(QAction& action, const Keys& keys) {
    Changes changes;
    for (const QAction* each : m_actions.all())
        changes.insert(each, each->shortcuts());
    changes.insert(&action, keys);
    return apply(changes);
}

QString KeyMap::usePreset(const Preset& preset) {
    if (preset.file.isEmpty()) return apply({});
    QFile file(preset.file);
    file.open(QIODevice::ReadOnly);
    Changes changes;
    const QString why = parse(file.readAll(), changes);
    return why.isEmpty() ? apply(changes) : why;
}

void KeyMap::readFrom(const QString& file) {
    m_jobs.run<std::string>(
        tr("Reading keys"), kWorker,
        [file = file.toStdString()](JobContext&) { return readFile(file, kLargestFile_bytes); },
        [this](const Result<std::string>& json) {
            if (!json) return Q_EMIT fileDone(errorText(json.error()).title);
            Changes changes;
            const QString why = parse(QByteArray::fromStdString(*json), changes);
            Q_EMIT fileDone(why.isEmpty() ? apply(changes) : why);
        });
}

void KeyMap::writeTo(const QString& file) {
    struct Nothing {};
    m_jobs.run<Nothing>(
        tr("Writing keys"), kWorker,
        [file = file.toStdString(), json = toJson().toStdString()](JobContext&) -> Result<Nothing> {
            if (const auto written = writeFileAtomically(file, std::string_view(json)); !written)
                return fail(written.error());
            return Nothing{};
        },
        [this](const Result<Nothing>& written) {
            Q_EMIT fileDone(written ? QString() : errorText(written.error()).title);
        });
}

QString KeyMap::parse(const QByteArray& json, Changes& changes) const {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) return tr("This is no JSON: %1").arg(error.errorString());
    if (document[QStringLiteral("schema")].toString() != kSchema)
        return tr("This is no file of keys: its schema is not %1").arg(kSchema);
    QHash<QString, const QAction*> by_name;
    for (const QAction* action : m_actions.all())
        by_name.insert(action->objectName(), action);
    const QJsonObject keys = document[QStringLiteral("keys")].toObject();
    for (auto entry = keys.begin(); entry != keys.end(); ++entry) {
        const QAction* action = by_name.value(entry.key());
        if (!action) return tr("There is no action named %1").arg(entry.key());
        Keys of_action;
        for (const QJsonValue& text : entry.value().toArray()) {
            const QKeySequence key = QKeySequence::fromString(text.toString(), QKeySequence::PortableText);
            if (key.count() != 1 || key[0].key() == Qt::Key_unknown) return tr("“%1” is no key").arg(text.toString());
            of_action.append(key);
        }
        changes.insert(action, of_action);
    }
    return {};
}

QString KeyMap::conflictOf(const Changes& changes) const {
    QMap<QKeySequence, QString> owners;
    for (const Actions::Group& group : m_actions.groups()) {
        QString title = group.title;
        owners.insert(QKeySequence::mnemonic(group.title), tr("menu %1").arg(title.remove(QLatin1Char('&'))));
    }
    for (const QAction* action : m_actions.all()) {
        for (const QKeySequence& key : changes.value(action, m_usual.value(action))) {
            if (owners.contains(key))
                return tr("%1 cannot be for both “%2” and “%3”: take it from one of them first")
                    .arg(key.toString(QKeySequence::NativeText), owners.value(key), plainText(*action));
            owners.insert(key, plainText(*action));
        }
    }
    return {};
}

QString KeyMap::apply(const Changes& changes) {
    if (const QString why = conflictOf(changes); !why.isEmpty()) return why;
    use(changes);
    tellNames();
    QSettings().setValue(kSetting, toJson());
    Q_EMIT changed();
    return {};
}

void KeyMap::use(const Changes& changes) {
    for (QAction* action : m_actions.all())
        m_actions.setKeys(*action, changes.value(action, m_usual.value(action)));
}

void KeyMap::tellNames() const {
    QHash<QString, KeyNames::Name> names;
    for (const QAction* action : m_actions.all())
        names.insert(action->objectName(), {action->shortcut().toString(QKeySequence::NativeText), plainText(*action)});
    KeyNames::instance().set(std::move(names));
}

QByteArray KeyMap::toJson() const {
    QJsonObject keys;
    for (const QAction* action : m_actions.all()) {
        if (action->shortcuts() == m_usual.value(action)) continue;
        QJsonArray of_action;
        for (const QKeySequence& key : action->shortcuts())
            of_action.append(key.toString(QKeySequence::PortableText));
        keys.insert(action->objectName(), of_action);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("schema"), kSchema}, {QStringLiteral("keys"), keys}}).toJson();
}

} // namespace soundmask
