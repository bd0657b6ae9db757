#include "units/spelling.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>

namespace raffinate::units {
namespace {

struct Word {
  std::string_view plant;
  std::string_view udunits;
};

/// Plant spellings which UDUNITS-2 lacks or reads differently ("a" as an are, "rpm" as an angular velocity, "cal" as the
/// calorie of steam tables instead of the thermochemical one of the data books). An equivalent is a mole of charges.
constexpr std::array words{
    Word{"a", "common_year"},   Word{"yr", "common_year"},  Word{"year", "common_year"}, Word{"years", "common_year"},
    Word{"rpm", "(1/min)"},     Word{"%", "percent"},       Word{"wt%", "percent"},      Word{"vol%", "percent"},
    Word{"mol%", "percent"},    Word{"Wh", "(W.h)"},        Word{"kWh", "(kW.h)"},       Word{"MWh", "(MW.h)"},
    Word{"GWh", "(GW.h)"},      Word{"Ah", "(A.h)"},        Word{"kAh", "(kA.h)"},       Word{"M", "(mol/L)"},
    Word{"Nm", "(N.m)"},        Word{"mM", "(mmol/L)"},     Word{"cP", "(mPa.s)"},      Word{"cal", "(4.184 J)"},    Word{"kcal", "(4.184 kJ)"},
    Word{"eq", "mol"},          Word{"meq", "mmol"},        Word{"ueq", "umol"},
    Word{"degC", "degC"},       Word{"°C", "degC"},         Word{"°F", "degF"},
};

struct Refusal {
  std::string_view word;
  std::string_view reason;
  std::string_view remedy;
};

constexpr std::string_view normal_volume = "a normal cubic metre is an amount of gas, not a volume";
constexpr std::string_view normal_remedy = "1 Nm3 (0 degC, 101325 Pa) is 44.615 mol: write mol/s, kmol/h or kg/h";
constexpr std::string_view gauge = "a gauge pressure depends on the weather";
constexpr std::string_view gauge_remedy = "write the absolute pressure: add 1.01325 bar";
constexpr std::string_view ton = "\"ton\" may be 907, 1000 or 1016 kg";
constexpr std::string_view ton_remedy = "write \"t\" for 1000 kg";

constexpr std::array refusals{
    Refusal{"Nm", normal_volume, normal_remedy}, Refusal{"Sm", normal_volume, normal_remedy},
    Refusal{"barg", gauge, gauge_remedy},        Refusal{"psig", gauge, gauge_remedy},
    Refusal{"ton", ton, ton_remedy},             Refusal{"tons", ton, ton_remedy},
};

/// Characters beyond ASCII that appear in units.
constexpr std::array symbols{
    Word{"µ", "u"}, Word{"μ", "u"}, Word{"·", "."}, Word{"⋅", "."}, Word{"×", "."}, Word{"⁻", "-"}, Word{"⁰", "0"},
    Word{"¹", "1"}, Word{"²", "2"}, Word{"³", "3"}, Word{"⁴", "4"}, Word{"⁵", "5"}, Word{"⁶", "6"}, Word{"⁷", "7"},
    Word{"⁸", "8"}, Word{"⁹", "9"},
};

std::string replace_symbols(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto found = std::find_if(symbols.begin(), symbols.end(), [&](const Word& s) { return text.starts_with(s.plant); });
    const std::size_t length = found == symbols.end() ? 1 : found->plant.size();
    result += found == symbols.end() ? text.substr(0, 1) : found->udunits;
    text.remove_prefix(length);
  }
  return result;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Letters, "%", "_" and the bytes of "°".
bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalpha(byte) != 0 || c == '%' || c == '_' || byte >= 0x80U;
}

/// Whether digits here are a power ("m3", "m^3", "s-1") or the one of "1/h". UDUNITS-2 would read others as factors:
/// "10 m 3" would be thirty metres.
bool digits_allowed(std::string_view text, std::size_t i) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789", i), text.size());
  if (i == 0) return text.substr(0, end) == "1" && end < text.size() && (text[end] == '/' || text[end] == ' ');
  const char before = text[i - 1];
  if (before == '-') return i >= 2 && (is_word(text[i - 2]) || text[i - 2] == '^');
  return is_word(before) || before == '^';
}

/// Translates to what UDUNITS-2 reads in ASCII; empty if a character or number does not belong in a unit.
std::string translate(std::string_view text, const Refusal*& refused) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    std::size_t end = i + 1;
    if (is_word(c)) {
      while (end < text.size() && is_word(text[end])) ++end;
      const std::string_view word = text.substr(i, end - i);
      const bool gas_volume = end < text.size() && (text[end] == '3' || text[end] == '^');
      for (const Refusal& refusal : refusals) {
        if (word == refusal.word && (refusal.reason != normal_volume || gas_volume)) refused = &refusal;
      }
      const auto found = std::find_if(words.begin(), words.end(), [&](const Word& w) { return w.plant == word; });
      result += found == words.end() ? word : found->udunits;
      // After a bracket UDUNITS-2 would read digits as a factor.
      if (found != words.end() && end < text.size() && (is_digit(text[end]) || text[end] == '-')) result += '^';
    } else if (is_digit(c)) {
      if (!digits_allowed(text, i)) return {};
      while (end < text.size() && is_digit(text[end])) ++end;
      result += text.substr(i, end - i);
    } else if (std::string_view(" /*.^-()").find(c) != std::string_view::npos) {
      result += c;
    } else {
      return {};
    }
    i = end;
  }
  return result;
}

}  // namespace

Spelled read_unit(std::string_view text) {
  if (text.empty() || text == "1") return {Unit{}, {}, {}};
  if (text == "delta_K") return {Unit{1, 0, {0, 0, 0, 0, 1, 0, 0}, true}, {}, {}};
  // Nobody gives a temperature in coulombs, and charges are given in A.h or with a prefix.
  if (text == "C" || text == "deg C" || text == "° C") text = "degC";
  const Refusal* refused = nullptr;
  const std::string spelling = translate(replace_symbols(text), refused);
  if (refused != nullptr) return {std::nullopt, std::string(refused->reason), std::string(refused->remedy)};
  if (spelling.empty()) return {std::nullopt, {}, {}};
  return {find_unit(spelling), {}, {}};
}

}  // namespace raffinate::units
