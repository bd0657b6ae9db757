#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/problems.hpp"
#include "config/field.hpp"
#include "config/node.hpp"

/// One reader per kind of field: the value, or none and a problem that says how to put it right.
namespace raffinate::config::readers {

[[nodiscard]] std::optional<double> quantity(const Node& node, const FieldInfo& field, base::Problems& problems);
[[nodiscard]] std::optional<Setting> setting(const Node& node, const FieldInfo& field, base::Problems& problems);
[[nodiscard]] std::optional<std::int64_t> integer(const Node& node, const FieldInfo& field, base::Problems& problems);
[[nodiscard]] std::optional<bool> flag(const Node& node, const FieldInfo& field, base::Problems& problems);
[[nodiscard]] std::optional<LocatedText> text(const Node& node, const FieldInfo& field, base::Problems& problems);
[[nodiscard]] std::optional<std::size_t> choice(const Node& node, const FieldInfo& field, base::Problems& problems);
[[nodiscard]] std::optional<std::vector<LocatedText>> texts(const Node& node, const FieldInfo& field,
                                                            base::Problems& problems);
[[nodiscard]] std::optional<std::vector<Amount>> amounts(const Node& node, const FieldInfo& field,
                                                         base::Problems& problems);
[[nodiscard]] std::optional<std::vector<Node>> list(const Node& node, const FieldInfo& field, base::Problems& problems);

/// Units admitted by "kg/h or mol/h".
[[nodiscard]] std::vector<std::string> admitted_units(const std::string& unit);

}  // namespace raffinate::config::readers
