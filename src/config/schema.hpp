#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/field_readers.hpp"
#include "config/member.hpp"
#include "config/schema_base.hpp"

namespace raffinate::config {

/// Declares once what a map of the configuration may contain: names, units, ranges, defaults, help. From it follow the
/// reader with its messages and the description for the documentation.
///
///   Schema<Inputs>("tank", "Stirred tank")
///       .quantity("volume", &Inputs::volume, {.help = "working volume", .unit = "m3", .min = "1 L", .example = "10 m3"})
///       .number("fill", &Inputs::fill, {.help = "initial filling", .fallback = "80 %", .min = "0", .max = "1"});
template <class T>
class Schema final : public SchemaBase {
 public:
  using SchemaBase::SchemaBase;

  /// Dimensional value: a double in SI or a Boost.Units quantity, or std::optional of either.
  template <class M>
  Schema& quantity(std::string_view key, M T::*member, Field field) {
    field.unit = unit_of<M>(field.unit);
    declare(key, Kind::quantity, std::move(field), presence<M>);
    return add(readers::quantity,
               [member](T& object, double value) { assign_number(object.*member, value); });
  }

  /// Dimensional value or plain number, or the signal that gives it: a Setting or std::optional of one.
  template <class M>
  Schema& setting(std::string_view key, M T::*member, Field field) {
    field.unit = checked_unit(field.unit, field.unit);
    declare(key, Kind::setting, std::move(field), presence<M>);
    return add(readers::setting, [member](T& object, Setting value) { object.*member = std::move(value); });
  }

  /// Plain number, as 0.3 or "30 %".
  template <class M>
  Schema& number(std::string_view key, M T::*member, Field field) {
    if (field.unit.empty()) field.unit = "1";
    declare(key, Kind::number, std::move(field), presence<M>);
    return add(readers::quantity,
               [member](T& object, double value) { assign_number(object.*member, value); });
  }

  template <class M>
  Schema& integer(std::string_view key, M T::*member, Field field) {
    declare(key, Kind::integer, std::move(field), presence<M>);
    return add(readers::integer,
               [member](T& object, std::int64_t value) { object.*member = static_cast<value_of<M>>(value); });
  }

  /// true or false.
  template <class M>
  Schema& flag(std::string_view key, M T::*member, Field field) {
    declare(key, Kind::flag, std::move(field), presence<M>);
    return add(readers::flag,
               [member](T& object, bool value) { object.*member = value; });
  }

  /// Text: std::string, or LocatedText if it is a name to be looked up later.
  template <class M>
  Schema& text(std::string_view key, M T::*member, Field field) {
    declare(key, Kind::text, std::move(field), presence<M>);
    return add(readers::text,
               [member](T& object, LocatedText value) { assign_text(object.*member, std::move(value)); });
  }

  /// One of the given words: std::string, or an enumeration with the words in the same order.
  template <class M>
  Schema& choice(std::string_view key, M T::*member, std::vector<std::string> choices, Field field) {
    declare(key, Kind::choice, std::move(field), presence<M>, choices);
    return add(readers::choice, [member, choices](T& object, std::size_t index) {
      assign_choice(object.*member, index, choices);
    });
  }

  /// List of texts: std::vector of std::string or LocatedText. A single text counts as a list of one.
  template <class M>
  Schema& texts(std::string_view key, M T::*member, Field field) {
    declare(key, Kind::texts, std::move(field), presence<M>);
    return add(readers::texts,
               [member](T& object, std::vector<LocatedText> value) { assign_texts(object.*member, std::move(value)); });
  }

  /// Map from names to quantities: std::vector<Amount>, std::vector<std::pair<std::string, double>> or std::map.
  template <class M>
  Schema& amounts(std::string_view key, M T::*member, Field field) {
    declare(key, Kind::amounts, std::move(field), presence<M>);
    return add(readers::amounts,
               [member](T& object, std::vector<Amount> value) { assign_amounts(object.*member, std::move(value)); });
  }

  /// Nested map with its own schema: a struct or std::optional of one. Absent, it takes the defaults of its schema.
  template <class M>
  Schema& section(std::string_view key, M T::*member, Schema<value_of<M>> nested, Field field) {
    declare_nested(key, Kind::section, std::move(field), presence<M>, nested);
    setters_.push_back([member, nested = std::move(nested)](const Node& value, const FieldInfo&, T& object,
                                                            base::Problems& problems) {
      object.*member = nested.read(value, problems);
    });
    return *this;
  }

  /// List of maps with the same schema: std::vector of a struct.
  template <class M>
  Schema& list(std::string_view key, std::vector<M> T::*member, Schema<M> nested, Field field) {
    declare_nested(key, Kind::list, std::move(field), Presence::by_field, nested);
    setters_.push_back([member, nested = std::move(nested)](const Node& value, const FieldInfo& info, T& object,
                                                            base::Problems& problems) {
      const auto items = readers::list(value, info, problems);
      if (!items) return;
      for (const Node& item : *items) (object.*member).push_back(nested.read(item, problems));
    });
    return *this;
  }

  /// Value that other code reads, for example a section whose schema depends on its type.
  template <class M>
  Schema& node(std::string_view key, M T::*member, Field field) {
    declare(key, Kind::node, std::move(field), presence<M>);
    setters_.push_back([member](const Node& value, const FieldInfo&, T& object, base::Problems&) { object.*member = value; });
    return *this;
  }

  /// A condition on several fields; checked if each of them could be read.
  Schema& rule(std::function<bool(const T&)> holds, std::string message, std::string remedy = {}) {
    rules_.push_back({std::move(holds), std::move(message), std::move(remedy)});
    return *this;
  }

  /// Reads a map; everything wrong with it is added to `problems`. `others` are keys that other code reads ("type").
  [[nodiscard]] T read(const Node& node, base::Problems& problems, const std::vector<std::string>& others = {}) const {
    T object{};
    const std::size_t before = problems.size();
    if (!check_map(node, others, problems)) return object;
    for (std::size_t i = 0; i < setters_.size(); ++i) {
      const std::optional<Node> value = lookup(node, fields()[i], problems);
      if (value) setters_[i](*value, fields()[i], object, problems);
    }
    if (problems.size() > before) return object;
    for (const Rule& rule : rules_) {
      if (!rule.holds(object)) problems.add(node.problem_at_key(rule.message, rule.remedy));
    }
    return object;
  }

 private:
  template <class M>
  static constexpr Presence presence = is_optional<M> ? Presence::optional : Presence::by_field;

  using Setter = std::function<void(const Node&, const FieldInfo&, T&, base::Problems&)>;

  struct Rule {
    std::function<bool(const T&)> holds;
    std::string message;
    std::string remedy;
  };

  template <class Reader, class Assign>
  Schema& add(Reader reader, Assign assign) {
    setters_.push_back([reader, assign](const Node& value, const FieldInfo& info, T& object, base::Problems& problems) {
      if (auto found = reader(value, info, problems)) assign(object, std::move(*found));
    });
    return *this;
  }

  std::vector<Setter> setters_;
  std::vector<Rule> rules_;
};

}  // namespace raffinate::config
