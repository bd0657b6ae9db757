#include <catch2/catch.hpp>

#include "small_database.hpp"

using namespace raffinate;

namespace {

constexpr double ln10 = 2.302585092994045684;

const thermo::LogK& log_k(const phreeqc::Database& database) { return database.species("NaCl")->k; }

/// The species NaCl with these options.
phreeqc::Database with_options(const std::string& options) {
  return load_with("SOLUTION_SPECIES\nNa+ + Cl- = NaCl\n" + options + "\n");
}

double at(const thermo::LogK& k, double T) { return k.ln(T) / ln10; }

}  // namespace

TEST_CASE("a log_k alone holds at every temperature") {
  const auto database = with_options("log_k -7.5");
  CHECK(at(log_k(database), 298.15) == Approx(-7.5).epsilon(1e-14));
  CHECK(at(log_k(database), 373.15) == Approx(-7.5).epsilon(1e-14));
}

TEST_CASE("log_k and delta_h follow van 't Hoff with the gas constant of PHREEQC") {
  const auto database = with_options("log_k 2\ndelta_h 10");
  // 10 kJ/mol from 25 to 75 degC by hand: 2 - 10 (298.15 - 348.15) / (ln 10 * 0.0083147 * 348.15 * 298.15)
  const double expected = 2 + 10 * 50 / (ln10 * 0.0083147 * 348.15 * 298.15);
  CHECK(at(log_k(database), 348.15) == Approx(expected).epsilon(1e-13));
  CHECK(log_k(database).at_298 == Approx(2).epsilon(1e-13));
  CHECK(log_k(database).delta_h == 10e3);
}

TEST_CASE("enthalpies are in kJ/mol unless a unit is written") {
  CHECK(log_k(with_options("delta_h 2")).delta_h == 2e3);
  CHECK(log_k(with_options("delta_h 2 kJ/mol")).delta_h == 2e3);
  CHECK(log_k(with_options("delta_h 2 kcal")).delta_h == Approx(2 * 4184.0));
  CHECK(log_k(with_options("delta_h 2 KCAL/mol")).delta_h == Approx(2 * 4184.0));
  CHECK(log_k(with_options("delta_h 2 J/mol")).delta_h == 2);
  CHECK(log_k(with_options("delta_h 2 cal/mol")).delta_h == Approx(2 * 4.184));
}

TEST_CASE("an analytic form wins over log_k and delta_h, in any order") {
  const auto database = with_options("-analytic 1 0 298.15\nlog_k 7\ndelta_h 100");
  CHECK(log_k(database).at_298 == Approx(2).epsilon(1e-14));
  CHECK(log_k(database).delta_h == 100e3);
}

TEST_CASE("an analytic form of zeros counts as none") {
  CHECK(log_k(with_options("log_k 7\n-analytic 0 00E+0 0 0 0")).at_298 == Approx(7).epsilon(1e-14));
}

TEST_CASE("analytic forms have five or six terms") {
  const double T = 350;
  const auto five = with_options("-analytic 1 2e-3 3 4 5");
  const double expected = 1 + 2e-3 * T + 3 / T + 4 * std::log10(T) + 5 / (T * T);
  CHECK(at(log_k(five), T) == Approx(expected).epsilon(1e-13));
  const auto six = with_options("-analytic 1 2e-3 3 4 5 6e-6");
  CHECK(at(log_k(six), T) == Approx(expected + 6e-6 * T * T).epsilon(1e-13));
}

TEST_CASE("options may be written without dash, in any case, and shortened after a dash") {
  CHECK(log_k(with_options("LOG_K 3")).at_298 == Approx(3));
  CHECK(log_k(with_options("-log 3")).at_298 == Approx(3));
  CHECK(log_k(with_options("logk 3")).at_298 == Approx(3));
  CHECK(log_k(with_options("-delta_H 4; -a_e 3")).at_298 == Approx(3));
  CHECK(log_k(with_options("-analytical 3")).at_298 == Approx(3));
}

TEST_CASE("named expressions are added with their coefficient") {
  const auto database = load_with(R"(
NAMED_EXPRESSIONS
Log_K_base
    log_k 4
    delta_h 8
Log_K_both
    log_k 1
    -add_logk Log_K_base 2
SOLUTION_SPECIES
Na+ + Cl- = NaCl
    log_k 100
    -add_logk log_k_BOTH -0.5
    -add_constant 0.25
)");
  CHECK(log_k(database).at_298 == Approx(100 - 0.5 * (1 + 2 * 4) + 0.25).epsilon(1e-13));
  CHECK(log_k(database).delta_h == Approx(-0.5 * 2 * 8e3));
}

TEST_CASE("an expression that is not defined, or adds itself, is refused") {
  CHECK_THAT(refusal("NAMED_EXPRESSIONS\nLog_K_O2\nlog_k 1\nSOLUTION_SPECIES\nNa+ + Cl- = NaCl\n-add_logk Log_K_O3\n"),
             Catch::Contains("no named expression \"Log_K_O3\"; did you mean \"Log_K_O2\"?"));
  CHECK_THAT(refusal("NAMED_EXPRESSIONS\nA\n-add_logk B\nB\n-add_logk A\n"), Catch::Contains("added to itself"));
}
