#include "thermo/data_file.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/nearest.hpp"
#include "config/read.hpp"
#include "units/parse.hpp"

namespace raffinate::thermo {

using config::Node;

DataFile::DataFile(const std::filesystem::path& path, base::Problems& problems)
    : problems_(problems), root_(config::read_file(path, problems)) {
  const auto declared = root_.find("sources");
  if (!declared) return;
  for (const auto& [key, value] : declared->entries()) {
    if (value.text().empty()) problems_.add(value.problem("a source is a reference in words"));
    sources_.emplace(key.text(), value.text());
  }
}

std::vector<std::pair<Node, Node>> DataFile::entries(std::string_view section) const {
  const auto found = root_.find(section);
  if (!found) {
    if (!root_.is_null()) problems_.add(root_.problem(fmt::format("has no section \"{}\"", section)));
    return {};
  }
  if (!found->is_map()) problems_.add(found->problem(fmt::format("expected a map, got {}", found->describe())));
  return found->entries();
}

std::vector<Node> DataFile::items(std::string_view section) const {
  const auto found = root_.find(section);
  if (!found) {
    if (!root_.is_null()) problems_.add(root_.problem(fmt::format("has no section \"{}\"", section)));
    return {};
  }
  if (!found->is_list()) problems_.add(found->problem(fmt::format("expected a list, got {}", found->describe())));
  return found->items();
}

void DataFile::allow(const Node& entry, std::initializer_list<std::string_view> known) const {
  if (!entry.is_map()) {
    problems_.add(entry.problem(fmt::format("expected a map, got {}", entry.describe())));
    return;
  }
  for (const auto& [key, value] : entry.entries()) {
    if (key.text() == "source" || std::find(known.begin(), known.end(), key.text()) != known.end()) continue;
    const std::vector<std::string> names(known.begin(), known.end());
    problems_.add(key.problem(fmt::format("unknown key \"{}\"{}", key.text(), base::did_you_mean(key.text(), names))));
  }
}

double DataFile::scalar(const Node& value, std::string_view unit) const {
  try {
    return units::to_si(value.text(), unit);
  } catch (const units::UnitError& error) {
    problems_.add(value.problem(error.message(), error.remedy()));
    return 0;
  }
}

double DataFile::quantity(const Node& entry, std::string_view key, std::string_view unit,
                          std::optional<double> fallback) const {
  const auto value = entry.find(key);
  if (value) return scalar(*value, unit);
  if (!fallback) problems_.add(entry.problem_at_key(fmt::format("lacks \"{}\" [{}]", key, unit)));
  return fallback.value_or(0);
}

double DataFile::number(const Node& entry, std::string_view key, std::optional<double> fallback) const {
  return quantity(entry, key, "1", fallback);
}

std::vector<double> DataFile::numbers(const Node& entry, std::string_view key, std::size_t count) const {
  const auto value = entry.find(key);
  std::vector<double> result;
  if (!value) {
    problems_.add(entry.problem_at_key(fmt::format("lacks \"{}\", a list of {} numbers", key, count)));
  } else {
    for (const Node& item : value->items()) result.push_back(scalar(item, "1"));
    if (result.size() != count) {
      problems_.add(value->problem(fmt::format("expected {} numbers, got {}", count, result.size())));
    }
  }
  result.resize(count);
  return result;
}

std::array<double, 6> DataFile::up_to_six(const Node& value) const {
  std::array<double, 6> result{};
  if (!value.is_list()) {
    result[0] = scalar(value, "1");
    return result;
  }
  const auto items = value.items();
  if (items.empty() || items.size() > result.size()) {
    problems_.add(value.problem(fmt::format("expected a number or a list of at most {}", result.size())));
    return result;
  }
  for (std::size_t i = 0; i < items.size(); ++i) result[i] = scalar(items[i], "1");
  return result;
}

std::string DataFile::text(const Node& entry, std::string_view key) const {
  const auto value = entry.find(key);
  if (value && value->is_scalar() && !value->text().empty()) return value->text();
  problems_.add(entry.problem_at_key(fmt::format("lacks \"{}\"", key)));
  return {};
}

std::string DataFile::cite(const Node& value) const {
  if (value.is_list()) {
    std::string all;
    for (const Node& item : value.items()) all += (all.empty() ? "" : "; ") + cite(item);
    return all;
  }
  const auto found = sources_.find(value.text());
  if (found != sources_.end()) return found->second;
  if (value.text().find(' ') == std::string::npos) {
    std::vector<std::string> names;
    for (const auto& [key, reference] : sources_) names.push_back(key);
    problems_.add(value.problem(fmt::format("\"{}\" is not among the sources of this file{}", value.text(),
                                            base::did_you_mean(value.text(), names))));
  }
  return value.text();
}

Quality DataFile::quality(const Node& entry, std::string_view unit, bool required) const {
  Quality quality;
  if (required || entry.find("uncertainty")) quality.uncertainty = quantity(entry, "uncertainty", unit);
  if (quality.uncertainty < 0) problems_.add(entry.find("uncertainty")->problem("an uncertainty is not negative"));
  if (entry.find("note")) quality.note = text(entry, "note");
  return quality;
}

Source DataFile::source(const Node& entry) const {
  const auto value = entry.find("source");
  if (!value) {
    problems_.add(entry.problem_at_key("has no source", "add \"source:\", or \"source: {assumption: why, range: ...}\""));
    return {};
  }
  if (!value->is_map()) return {cite(*value), false, {}};

  allow(*value, {"assumption", "range", "basis"});
  Source source{text(*value, "assumption"), true, text(*value, "range")};
  if (const auto basis = value->find("basis")) source.text = cite(*basis) + "; " + source.text;
  return source;
}

}  // namespace raffinate::thermo
