#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problems.hpp"
#include "config/field.hpp"
#include "config/node.hpp"

namespace raffinate::config {

/// The part of a schema that does not depend on the type it fills: names, texts, keys, defaults.
class SchemaBase {
 public:
  SchemaBase(std::string name, std::string help) : name_(std::move(name)), help_(std::move(help)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& help() const { return help_; }
  [[nodiscard]] const std::vector<FieldInfo>& fields() const { return fields_; }

  /// Whether a map must be written, because a key has no default.
  [[nodiscard]] bool has_required() const;

  /// YAML with every key that has an example, so every required one; with `Extent::all`, the defaults too. For documentation and tests.
  enum class Extent { required, all };
  [[nodiscard]] std::string example_text(Extent extent = Extent::required) const;

 protected:
  using Keys = std::vector<std::string>;

  /// What the type of the member says: a std::optional may stay empty.
  enum class Presence { by_field, optional };

  /// Declares a key; a fault of the declaration is a std::logic_error.
  void declare(std::string_view key, Kind kind, Field field, Presence presence, std::vector<std::string> choices = {});
  void declare_nested(std::string_view key, Kind kind, Field field, Presence presence, const SchemaBase& nested);

  /// Whether the node is a map; reports if not, and reports keys that neither the schema nor `others` know.
  [[nodiscard]] bool check_map(const Node& node, const Keys& others, base::Problems& problems) const;

  /// The value of a key, or its default; reports a missing required key.
  [[nodiscard]] static std::optional<Node> lookup(const Node& node, const FieldInfo& field, base::Problems& problems);

 private:
  std::string name_;
  std::string help_;
  std::vector<FieldInfo> fields_;
};

}  // namespace raffinate::config
