#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "phreeqc/blocks.hpp"
#include "phreeqc/option.hpp"

namespace raffinate::phreeqc {

namespace {

constexpr const char* block = "LLNL_AQUEOUS_MODEL_PARAMETERS";

constexpr std::array spellings{
    Spelling{"temperatures", Option::temperatures},
    Spelling{"temperature", Option::temperatures},
    Spelling{"temp", Option::temperatures},
    Spelling{"adh", Option::dh_a},
    Spelling{"debye_huckel_a", Option::dh_a},
    Spelling{"dh_a", Option::dh_a},
    Spelling{"bdh", Option::dh_b},
    Spelling{"debye_huckel_b", Option::dh_b},
    Spelling{"dh_b", Option::dh_b},
    Spelling{"bdot", Option::bdot},
    Spelling{"b_dot", Option::bdot},
    Spelling{"c_co2", Option::co2_coefs},
    Spelling{"co2_coefs", Option::co2_coefs},
};

/// The table as it grows; an option names the column that the numbers after it belong to, over any number of lines.
struct Columns {
  BdotTable table;
  std::vector<double> co2;

  /// Null for an option that names none.
  std::vector<double>* find(Option option) {
    switch (option) {
      case Option::temperatures: return &table.temperature;
      case Option::dh_a: return &table.a;
      case Option::dh_b: return &table.b;
      case Option::bdot: return &table.bdot;
      case Option::co2_coefs: return &co2;
      default: return nullptr;
    }
  }

  [[nodiscard]] bool complete() const {
    const std::size_t rows = table.temperature.size();
    return rows > 0 && table.a.size() == rows && table.b.size() == rows && table.bdot.size() == rows &&
           co2.size() == table.co2.size();
  }
};

Columns read_columns(Draft& draft, std::span<const Line> lines) {
  Columns columns;
  std::vector<double>* column = nullptr;
  for (const Line& line : lines) {
    const auto option = find_option(line, spellings);
    if (option) {
      column = columns.find(*option);
      if (column != nullptr) column->clear();
    }
    if (column == nullptr) {
      draft.skip(block, line.front().text, "belongs to no option of this block", line.front().line);
      continue;
    }
    const auto numbers = read_numbers(draft, line, option ? 1 : 0, 0, line.size());
    column->insert(column->end(), numbers.begin(), numbers.end());
  }
  return columns;
}

}  // namespace

void read_bdot(Draft& draft, std::span<const Line> lines) {
  constexpr double freezing_point = 273.15;  // [K], 0 degC
  Columns columns = read_columns(draft, lines);
  BdotTable& table = columns.table;
  if (!columns.complete()) {
    const Word place = lines.empty() ? Word{"", 1, 1} : lines.front().front();
    draft.add_problem(
        place, block,
        fmt::format("{} temperatures, {} of dh_a, {} of dh_b, {} of bdot and {} co2_coefs", table.temperature.size(),
                    table.a.size(), table.b.size(), table.bdot.size(), columns.co2.size()),
        "give as many of each as there are temperatures, and 5 co2_coefs");
    return;
  }
  for (double& T : table.temperature) T += freezing_point;
  std::copy(columns.co2.begin(), columns.co2.end(), table.co2.begin());
  draft.contents.bdot = std::move(table);
}

}  // namespace raffinate::phreeqc
