#include "phreeqc/log_k.hpp"

#include <algorithm>
#include <cmath>

namespace raffinate::phreeqc {

namespace {

constexpr double ln10 = 2.302585092994045684;

/// Joules in the unit written after an enthalpy: kJ if none; "k" in front makes it kilo, a "c" makes it calories.
double joules(const Line& line) {
  constexpr double joules_per_calorie = 4.184;
  if (line.size() < 3) return 1e3;
  const std::string unit = lower_case(line[2].text);
  return (unit.front() == 'k' ? 1e3 : 1.0) * (unit.find('c') != std::string::npos ? joules_per_calorie : 1.0);
}

void read_addition(Draft& draft, const Line& line, WrittenLogK& k) {
  if (line.size() < 2) {
    draft.add_problem(line.front(), "", "-add_logk lacks the name of an expression",
                      "write -add_logk name coefficient");
    return;
  }
  Addition addition{lower_case(line[1].text), 1, line[1]};
  const auto numbers = read_numbers(draft, line, 2, 0, 1);
  if (!numbers.empty()) addition.coefficient = numbers.front();
  k.additions.push_back(std::move(addition));
}

}  // namespace

bool read_log_k_option(Draft& draft, Option option, const Line& line, WrittenLogK& k) {
  const auto one_number = [&](double& value, double factor) {
    const auto numbers = read_numbers(draft, line, 1, 1, 1);
    if (!numbers.empty()) value = numbers.front() * factor;
  };
  switch (option) {
    case Option::log_k: one_number(k.log_k, 1); return true;
    case Option::delta_h: one_number(k.delta_h, joules(line)); return true;
    case Option::analytic: {
      const auto numbers = read_numbers(draft, line, 1, 1, 6);
      k.analytic = {};
      std::copy(numbers.begin(), numbers.end(), k.analytic.begin());
      return true;
    }
    case Option::add_logk: read_addition(draft, line, k); return true;
    case Option::add_constant: {
      Addition addition{"", 0, line.front()};
      one_number(addition.coefficient, 1);
      k.additions.push_back(std::move(addition));
      return true;
    }
    default: return false;
  }
}

thermo::LogK make_log_k(const WrittenLogK& k) {
  thermo::LogK result;
  result.delta_h = k.delta_h;
  const bool analytic = std::any_of(k.analytic.begin(), k.analytic.end(), [](double a) { return a != 0; });
  if (analytic) {
    result.analytic = k.analytic;
  } else {
    const double slope = k.delta_h / (ln10 * phreeqc_gas_constant);
    result.analytic = {k.log_k + slope / thermo::reference_temperature, 0, -slope, 0, 0, 0};
  }
  result.at_298 = result.ln(thermo::reference_temperature) / ln10;
  return result;
}

}  // namespace raffinate::phreeqc
