#include "config/schema_base.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/nearest.hpp"
#include "config/field_readers.hpp"
#include "config/read.hpp"

namespace raffinate::config {
namespace {

constexpr const char* source_key = "source";  ///< allowed in every map, read by collect_sources

/// Whether a default or example can be read; used while a schema is declared, so that a slip there shows at once.
void try_reading(const Node& node, const FieldInfo& field, base::Problems& problems) {
  switch (field.kind) {
    case Kind::quantity:
    case Kind::number: static_cast<void>(readers::quantity(node, field, problems)); break;
    case Kind::setting: static_cast<void>(readers::setting(node, field, problems)); break;
    case Kind::integer: static_cast<void>(readers::integer(node, field, problems)); break;
    case Kind::flag: static_cast<void>(readers::flag(node, field, problems)); break;
    case Kind::text: static_cast<void>(readers::text(node, field, problems)); break;
    case Kind::choice: static_cast<void>(readers::choice(node, field, problems)); break;
    case Kind::texts: static_cast<void>(readers::texts(node, field, problems)); break;
    case Kind::amounts: static_cast<void>(readers::amounts(node, field, problems)); break;
    case Kind::section:
    case Kind::list:
    case Kind::node: break;
  }
}

void check_declared_value(const std::string& text, const FieldInfo& field, const std::string& schema) {
  if (text.empty()) return;
  base::Problems problems;
  const Node node = parse(text, "schema " + schema + ", key " + field.name, problems);
  if (problems.empty()) try_reading(node.with_path(field.name), field, problems);
  if (!problems.empty()) throw std::logic_error(base::format(problems));
}

FieldInfo describe(std::string_view key, Kind kind, Field field) {
  FieldInfo info;
  info.name = key;
  info.kind = kind;
  info.help = std::move(field.help);
  info.unit = std::move(field.unit);
  info.fallback = std::move(field.fallback);
  info.min = std::move(field.min);
  info.max = std::move(field.max);
  info.example = std::move(field.example);
  return info;
}

/// What to add for a missing key.
std::string addition(const FieldInfo& field) {
  const bool nested = field.kind == Kind::section || field.kind == Kind::list;
  const std::string value = field.example.empty() || nested ? std::string() : " " + field.example;
  const std::string help = field.help.empty() ? std::string() : fmt::format("   ({})", field.help);
  return fmt::format("add \"{}:{}\"{}", field.name, value, help);
}

/// Whether one of the keys is probably this field; the unknown key is then reported already.
bool is_misspelt(const Node& node, const FieldInfo& field) {
  const std::vector<std::string> keys = node.keys();
  return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) { return base::nearest(key, {field.name}).has_value(); });
}

void append_example(std::string& out, const std::vector<FieldInfo>& fields, const std::string& indent,
                    SchemaBase::Extent extent);

/// `key: value`, or `key:` with the nested fields below.
void append_example(std::string& out, const FieldInfo& field, const std::string& indent, SchemaBase::Extent extent) {
  const bool exemplary = field.fallback.empty() || (extent == SchemaBase::Extent::required && !field.example.empty());
  const std::string& value = exemplary ? field.example : field.fallback;
  out += field.name + ":";
  if (!value.empty() && (field.fields.empty() || value != "{}")) {
    out += " " + value + "\n";
  } else if (field.kind == Kind::section) {
    std::string nested;
    append_example(nested, field.fields, indent + "  ", extent);
    out += nested.empty() ? " {}\n" : "\n" + nested;
  } else if (field.kind == Kind::list) {
    std::string nested;
    append_example(nested, field.fields, indent + "    ", extent);
    // The dash takes the place of the last two blanks before the first key.
    if (!nested.empty()) nested.replace(indent.size() + 2, 2, "- ");
    out += nested.empty() ? " []\n" : "\n" + nested;
  } else {
    throw std::logic_error("the required key \"" + field.name + "\" has no example");
  }
}

void append_example(std::string& out, const std::vector<FieldInfo>& fields, const std::string& indent,
                    SchemaBase::Extent extent) {
  for (const FieldInfo& field : fields) {
    const bool shown = field.required || !field.example.empty() || (extent == SchemaBase::Extent::all && !field.fallback.empty());
    if (!shown) continue;
    out += indent;
    append_example(out, field, indent, extent);
  }
}

}  // namespace

bool SchemaBase::has_required() const {
  return std::any_of(fields_.begin(), fields_.end(), [](const FieldInfo& field) { return field.required; });
}

std::string SchemaBase::example_text(Extent extent) const {
  std::string text;
  append_example(text, fields_, "", extent);
  return text;
}

void SchemaBase::declare(std::string_view key, Kind kind, Field field, Presence presence, std::vector<std::string> choices) {
  const bool optional = presence == Presence::optional || field.optional;
  FieldInfo info = describe(key, kind, std::move(field));
  info.required = !optional && info.fallback.empty();
  info.choices = std::move(choices);
  check_declared_value(info.fallback, info, name_);
  check_declared_value(info.example, info, name_);
  fields_.push_back(std::move(info));
}

void SchemaBase::declare_nested(std::string_view key, Kind kind, Field field, Presence presence, const SchemaBase& nested) {
  const bool optional = presence == Presence::optional || field.optional;
  FieldInfo info = describe(key, kind, std::move(field));
  info.fields = nested.fields();
  const bool all_defaults = kind == Kind::section && !nested.has_required();
  if (!optional && info.fallback.empty() && all_defaults) info.fallback = "{}";
  info.required = !optional && info.fallback.empty();
  fields_.push_back(std::move(info));
}

bool SchemaBase::check_map(const Node& node, const Keys& others, base::Problems& problems) const {
  if (!node.is_map()) {
    std::string remedy = "write \"key: value\" lines";
    Keys keys;
    for (const FieldInfo& field : fields_) keys.push_back(field.name);
    if (!keys.empty()) remedy += fmt::format("; known keys: {}", fmt::join(keys, ", "));
    problems.add(node.problem("expected a map, got " + node.describe(), remedy));
    return false;
  }
  Keys known = others;
  for (const FieldInfo& field : fields_) known.push_back(field.name);
  for (const auto& [key, value] : node.entries()) {
    const std::string& text = key.text();
    if (text == source_key || std::find(known.begin(), known.end(), text) != known.end()) continue;
    const std::string suggestion = base::did_you_mean(text, known);
    const std::string remedy = suggestion.empty() ? fmt::format("known keys: {}", fmt::join(known, ", ")) : std::string();
    problems.add({key.where(), node.path(), fmt::format("unknown key \"{}\"{}", text, suggestion), remedy});
  }
  return true;
}

std::optional<Node> SchemaBase::lookup(const Node& node, const FieldInfo& field, base::Problems& problems) {
  const std::string path = node.path().empty() ? field.name : node.path() + "." + field.name;
  if (auto found = node.find(field.name)) return found;
  if (!field.fallback.empty()) return parse(field.fallback, "default of " + path, problems).with_path(path);
  if (field.required && !is_misspelt(node, field)) {
    problems.add({node.key_where(), path, "required, but not given", addition(field)});
  }
  return std::nullopt;
}

}  // namespace raffinate::config
