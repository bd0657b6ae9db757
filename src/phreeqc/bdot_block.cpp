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

}  // namespace

void read_bdot(Draft& draft, std::span<const Line> lines) {
  constexpr double freezing_point = 273.15;  // [K], 0 degC
  BdotTable table;
  std::vector<double> co2;
  std::vector<double>* column = nullptr;
  const auto append = [&](const Line& line, std::size_t first) {
    const auto numbers = read_numbers(draft, line, first, 0, line.size());
    column->insert(column->end(), numbers.begin(), numbers.end());
  };
  for (const Line& line : lines) {
    const auto option = find_option(line, spellings);
    if (!option) {
      if (column != nullptr) append(line, 0);
      else draft.skip(block, line.front().text, "stands before an option that says what follows", line.front().line);
      continue;
    }
    switch (*option) {
      case Option::temperatures: column = &table.temperature; break;
      case Option::dh_a: column = &table.a; break;
      case Option::dh_b: column = &table.b; break;
      case Option::bdot: column = &table.bdot; break;
      case Option::co2_coefs: column = &co2; break;
      default: column = nullptr; draft.skip(block, line.front().text, "not an option of this block", line.front().line);
    }
    if (column == nullptr) continue;
    column->clear();
    append(line, 1);
  }
  const std::size_t rows = table.temperature.size();
  if (rows == 0 || table.a.size() != rows || table.b.size() != rows || table.bdot.size() != rows || co2.size() != 5) {
    const Word place = lines.empty() ? Word{"", 1, 1} : lines.front().front();
    draft.add_problem(place, block,
                      fmt::format("{} temperatures, {} of dh_a, {} of dh_b, {} of bdot and {} co2_coefs", rows,
                                  table.a.size(), table.b.size(), table.bdot.size(), co2.size()),
                      "give as many of each as there are temperatures, and 5 co2_coefs");
    return;
  }
  for (double& T : table.temperature) T += freezing_point;
  std::copy(co2.begin(), co2.end(), table.co2.begin());
  draft.contents.bdot = std::move(table);
}

}  // namespace raffinate::phreeqc
