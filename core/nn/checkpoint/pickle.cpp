#include "core/nn/checkpoint/pickle.h"

#include <array>
#include <string>
#include <unordered_map>

#include "core/nn/checkpoint/byte_reader.h"

namespace soundmask::nn {

namespace {

using Kind = PickleValue::Kind;

constexpr std::size_t kMaxOperations = 1'000'000;

std::string hexadecimal(std::uint8_t byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    return {'0', 'x', digits[byte >> 4], digits[byte & 15]};
}

/// The stack machine that a pickle is a program for.
class PickleMachine {
  public:
    PickleMachine(std::span<const std::byte> bytes, const AdmitGlobal& admit)
        : m_reader(bytes)
        , m_admit(admit) {}

    PickleDocument run() {
        try {
            while (!m_stopped) {
                spend(1);
                step(m_reader.number<std::uint8_t>());
            }
        } catch (Fault& fault) {
            if (const auto key = keyAtHand(); !key.empty()) fault.reason += " (at key " + inQuotes(key) + ")";
            throw;
        }
        m_document.bytes_read = m_reader.position();
        return std::move(m_document);
    }

  private:
    void step(std::uint8_t opcode) {
        switch (opcode) {
        case 0x80: // PROTO
            if (m_reader.number<std::uint8_t>() > 5) unsupported("its pickle protocol is newer than 5");
            break;
        case 0x95: // FRAME
            if (m_reader.number<std::uint64_t>() > m_reader.remaining())
                malformed("a pickle frame is longer than the file");
            break;
        case '.':
            m_document.root = pop();
            m_stopped = true;
            break;

        case '(':
            m_marks.push_back(m_stack.size());
            break;
        case '0':
            pop();
            break;
        case '1':
            popToMark();
            break;

        case 'N':
            push({.kind = Kind::None});
            break;
        case 0x88:
            pushInteger(Kind::Bool, 1);
            break;
        case 0x89:
            pushInteger(Kind::Bool, 0);
            break;
        case 'K':
            pushInteger(Kind::Int, m_reader.number<std::uint8_t>());
            break;
        case 'M':
            pushInteger(Kind::Int, m_reader.number<std::uint16_t>());
            break;
        case 'J':
            pushInteger(Kind::Int, m_reader.number<std::int32_t>());
            break;
        case 0x8a:
            pushLong(m_reader.number<std::uint8_t>());
            break;
        case 0x8b:
            pushLong(m_reader.number<std::uint32_t>());
            break;
        case 'G':
            m_reader.take(8);
            push({.kind = Kind::Float});
            break;

        case 0x8c: // SHORT_BINUNICODE
        case 'U':  // SHORT_BINSTRING, what Python 2 writes
            pushText(Kind::Text, m_reader.number<std::uint8_t>());
            break;
        case 'X': // BINUNICODE
        case 'T': // BINSTRING
            pushText(Kind::Text, m_reader.number<std::uint32_t>());
            break;
        case 0x8d:
            pushText(Kind::Text, m_reader.number<std::uint64_t>());
            break;
        case 'C':
            pushText(Kind::Bytes, m_reader.number<std::uint8_t>());
            break;
        case 'B':
            pushText(Kind::Bytes, m_reader.number<std::uint32_t>());
            break;
        case 0x8e:
            pushText(Kind::Bytes, m_reader.number<std::uint64_t>());
            break;

        case ')':
            push({.kind = Kind::Tuple});
            break;
        case 0x85:
            pushTuple(1);
            break;
        case 0x86:
            pushTuple(2);
            break;
        case 0x87:
            pushTuple(3);
            break;
        case 't':
            push({.kind = Kind::Tuple, .items = popToMark()});
            break;
        case ']':
            push({.kind = Kind::List});
            break;
        case '}':
            push({.kind = Kind::Dict});
            break;
        case 'a':
            append(Kind::List, popMany(1));
            break;
        case 'e':
            append(Kind::List, popToMark());
            break;
        case 's':
            append(Kind::Dict, popMany(2));
            break;
        case 'u':
            append(Kind::Dict, popToMark());
            break;

        case 'c': {
            const auto module = m_reader.line();
            pushGlobal(module, m_reader.line());
            break;
        }
        case 0x93: { // STACK_GLOBAL
            const auto names = popMany(2);
            pushGlobal(value(names[0], Kind::Text).text, value(names[1], Kind::Text).text);
            break;
        }
        case 'R':
            call(popMany(2));
            break;
        case 0x81: { // NEWOBJ: the arguments of the constructor become the state until BUILD gives a better one
            auto items = popMany(2);
            value(items[0], Kind::Global);
            value(items[1], Kind::Tuple);
            push({.kind = Kind::Object, .items = std::move(items)});
            break;
        }
        case 'b':
            build(pop());
            break;
        case 'Q':
            push({.kind = Kind::Persistent, .items = popMany(1)});
            break;

        case 'q':
            m_memo[m_reader.number<std::uint8_t>()] = top();
            break;
        case 'r':
            m_memo[m_reader.number<std::uint32_t>()] = top();
            break;
        case 0x94:
            m_memo[static_cast<std::uint32_t>(m_memo.size())] = top();
            break;
        case 'h':
            recall(m_reader.number<std::uint8_t>());
            break;
        case 'j':
            recall(m_reader.number<std::uint32_t>());
            break;

        default:
            malformed("its pickle uses operation " + hexadecimal(opcode) + ", which no checkpoint needs");
        }
    }

    /// Bounds time and memory together: every operation makes at most one value.
    void spend(std::size_t operations) {
        m_operations += operations;
        if (m_operations > kMaxOperations) malformed("its pickle is far longer than any checkpoint's");
    }

    void push(PickleValue&& value) {
        m_stack.push_back(static_cast<PickleRef>(m_document.values.size()));
        m_document.values.push_back(std::move(value));
    }

    void pushInteger(Kind kind, std::int64_t number) { push({.kind = kind, .integer = number}); }
    void pushText(Kind kind, std::uint64_t length) { push({.kind = kind, .text = m_reader.text(length)}); }
    void pushTuple(std::size_t count) { push({.kind = Kind::Tuple, .items = popMany(count)}); }

    /// A little-endian two's complement integer of \p length bytes.
    void pushLong(std::uint32_t length) {
        const auto bytes = m_reader.take(length);
        if (bytes.size() > 8) malformed("its pickle holds an integer of more than 64 bits");
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            number |= std::to_integer<std::uint64_t>(bytes[i]) << (8 * i);
        const std::size_t unused_bits = 64 - 8 * bytes.size();
        pushInteger(Kind::Int, bytes.empty() ? 0 : static_cast<std::int64_t>(number << unused_bits) >> unused_bits);
    }

    void pushGlobal(std::string_view module, std::string_view name) {
        const auto admitted = m_admit(module, name);
        if (!admitted) {
            malformed("its pickle asks for " + inQuotes(std::string(module) + "." + std::string(name)) +
                      ", which a checkpoint has no use for: the file may be hostile and was not read further");
        }
        push({.kind = Kind::Global, .makes_dict = admitted->makes_dict, .integer = admitted->id});
    }

    /// The first stack position that the code since the last MARK may touch.
    std::size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }

    PickleRef top() const {
        if (m_stack.size() <= floor()) malformed("its pickle takes more from the stack than is there");
        return m_stack.back();
    }

    PickleRef pop() {
        const PickleRef ref = top();
        m_stack.pop_back();
        return ref;
    }

    std::vector<PickleRef> popMany(std::size_t count) {
        if (m_stack.size() - floor() < count) malformed("its pickle takes more from the stack than is there");
        std::vector<PickleRef> refs(m_stack.end() - static_cast<std::ptrdiff_t>(count), m_stack.end());
        m_stack.resize(m_stack.size() - count);
        return refs;
    }

    std::vector<PickleRef> popToMark() {
        if (m_marks.empty()) malformed("its pickle takes more from the stack than is there");
        auto refs = popMany(m_stack.size() - floor());
        m_marks.pop_back();
        return refs;
    }

    PickleValue& value(PickleRef ref, Kind kind) {
        if (m_document.values[ref].kind != kind) malformed("its pickle mixes up kinds of values");
        return m_document.values[ref];
    }

    void append(Kind kind, const std::vector<PickleRef>& refs) {
        if (kind == Kind::Dict && refs.size() % 2 != 0) malformed("its pickle has a key without a value");
        auto& items = value(top(), kind).items;
        items.insert(items.end(), refs.begin(), refs.end());
    }

    void recall(std::uint32_t index) {
        const auto found = m_memo.find(index);
        if (found == m_memo.end()) malformed("its pickle uses a value it never stored");
        m_stack.push_back(found->second);
    }

    void call(std::vector<PickleRef> items) {
        const bool makes_dict = value(items[0], Kind::Global).makes_dict;
        const auto& arguments = value(items[1], Kind::Tuple).items;
        if (!makes_dict) return push({.kind = Kind::Call, .items = std::move(items)});

        PickleValue dict{.kind = Kind::Dict};
        if (arguments.size() > 1) malformed("its pickle makes a dictionary from several arguments");
        if (arguments.size() == 1) { // Python 2 gives a list of [key, value]
            const auto& pairs = value(arguments[0], Kind::List).items;
            spend(pairs.size());
            for (const PickleRef pair : pairs) {
                const auto& entry = m_document.values[pair];
                if ((entry.kind != Kind::List && entry.kind != Kind::Tuple) || entry.items.size() != 2) {
                    malformed("its pickle has a key without a value");
                }
                dict.items.insert(dict.items.end(), entry.items.begin(), entry.items.end());
            }
        }
        push(std::move(dict));
    }

    /// BUILD: the state of an object. What is set on a dictionary (`_metadata`) or a called thing is not needed.
    void build(PickleRef state) {
        auto& target = m_document.values[top()];
        if (target.kind == Kind::Object) {
            target.items[1] = state;
        } else if (target.kind != Kind::Dict && target.kind != Kind::Call) {
            malformed("its pickle mixes up kinds of values");
        }
    }

    /// The key whose value is being made: the innermost text that follows a dictionary and has no value yet.
    std::string_view keyAtHand() const {
        std::size_t end = m_stack.size();
        for (std::size_t depth = m_marks.size() + 1; depth-- > 0;) {
            const std::size_t begin = depth == 0 ? 0 : m_marks[depth - 1];
            const auto isDict = [&](std::size_t i) { return m_document.values[m_stack[i]].kind == Kind::Dict; };
            std::size_t key = end;
            if (depth > 0 && begin > 0 && isDict(begin - 1)) {
                if (end > begin) key = end - 1 - (end - begin + 1) % 2;
            } else {
                for (std::size_t i = begin; i + 1 < end; ++i) {
                    if (isDict(i)) key = i + 1;
                }
            }
            if (key < end && m_document.values[m_stack[key]].kind == Kind::Text)
                return m_document.values[m_stack[key]].text;
            end = begin;
        }
        return {};
    }

    ByteReader m_reader;
    const AdmitGlobal& m_admit;
    PickleDocument m_document;
    std::vector<PickleRef> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint32_t, PickleRef> m_memo;
    std::size_t m_operations = 0;
    bool m_stopped = false;
};

} // namespace

std::string inQuotes(std::string_view text) {
    constexpr std::size_t limit = 200;
    std::string result = "'";
    for (const char c : text.substr(0, limit))
        result += static_cast<unsigned char>(c) < 32 || c == 127 ? '?' : c;
    if (text.size() > limit) result += "...";
    return result + "'";
}

PickleDocument parsePickle(std::span<const std::byte> bytes, const AdmitGlobal& admit) {
    return PickleMachine(bytes, admit).run();
}

} // namespace soundmask::nn
