#pragma once

#include <array>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problems.hpp"
#include "config/node.hpp"
#include "thermo/species.hpp"

namespace raffinate::thermo {

/// One YAML file of the database: its tree, the sources it declares, and readers that collect problems.
class DataFile final {
 public:
  DataFile(const std::filesystem::path& path, base::Problems& problems);

  /// Keys and values of the map under a top-level key.
  [[nodiscard]] std::vector<std::pair<config::Node, config::Node>> entries(std::string_view section) const;
  /// Items of the list under a top-level key.
  [[nodiscard]] std::vector<config::Node> items(std::string_view section) const;
  [[nodiscard]] bool has(std::string_view section) const { return root_.find(section).has_value(); }

  /// Reports every key of a map that is not among `known`; `source` always is.
  void allow(const config::Node& entry, std::initializer_list<std::string_view> known) const;
  /// A quantity in SI; a missing one is a problem unless there is a fallback.
  [[nodiscard]] double quantity(const config::Node& entry, std::string_view key, std::string_view unit,
                                std::optional<double> fallback = std::nullopt) const;
  /// A plain number.
  [[nodiscard]] double number(const config::Node& entry, std::string_view key,
                              std::optional<double> fallback = std::nullopt) const;
  /// A list of exactly `count` plain numbers.
  [[nodiscard]] std::vector<double> numbers(const config::Node& entry, std::string_view key, std::size_t count) const;
  /// One number, or a list of at most six; what is not given is zero.
  [[nodiscard]] std::array<double, 6> up_to_six(const config::Node& value) const;
  /// A text; a missing one is a problem.
  [[nodiscard]] std::string text(const config::Node& entry, std::string_view key) const;
  /// `uncertainty` [in `unit`, to SI] and `note` of an entry; a missing uncertainty is a problem if it is `required`.
  [[nodiscard]] Quality quality(const config::Node& entry, std::string_view unit, bool required) const;
  /// The source of an entry: a key of `sources`, a list of keys, a sentence, or {assumption, range, basis}.
  [[nodiscard]] Source source(const config::Node& entry) const;

  base::Problems& problems() const { return problems_; }

 private:
  [[nodiscard]] double scalar(const config::Node& value, std::string_view unit) const;
  [[nodiscard]] std::string cite(const config::Node& value) const;

  base::Problems& problems_;
  config::Node root_;
  std::map<std::string, std::string, std::less<>> sources_;
};

}  // namespace raffinate::thermo
