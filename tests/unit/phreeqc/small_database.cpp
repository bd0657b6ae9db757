#include "small_database.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "base/errors.hpp"

using namespace raffinate;

const char* const small_database = R"(
SOLUTION_MASTER_SPECIES
H           H+      -1  H      1.008
H(0)        H2       0  H
H(1)        H+      -1  H
E           e-       1  0      0
O           H2O      0  O      16
O(0)        O2       0  O
O(-2)       H2O      0  O
Na          Na+      0  Na     23
Cl          Cl-      0  Cl     35.5
C           CO3-2    2  HCO3   12
C(+4)       CO3-2    2  HCO3
C(-4)       CH4      0  CH4
Alkalinity  CO3-2    1  Ca0.5(CO3)0.5  50
Ca          Ca+2     0  Ca     40
Fe          Fe+2     0  Fe     56
Fe(2)       Fe+2     0  Fe
Fe(+3)      Fe+3    -2  Fe

SOLUTION_SPECIES
H+ = H+
e- = e-
H2O = H2O
Na+ = Na+
Cl- = Cl-
CO3-2 = CO3-2
Ca+2 = Ca+2
Fe+2 = Fe+2
H2O = OH- + H+
    log_k -14
2 H2O = O2 + 4 H+ + 4 e-
    log_k -86
2 H+ + 2 e- = H2
    log_k -3
CO3-2 + H+ = HCO3-
    log_k 10
HCO3- + H+ = CO2 + H2O
    log_k 6
CO3-2 + 10 H+ + 8 e- = CH4 + 3 H2O
    log_k 41
Fe+2 = Fe+3 + e-
    log_k -13
Fe+3 + H2O = FeOH+2 + H+
    log_k -2
Fe+2 + H2O = FeOH+ + H+
    log_k -9
PHASES
Calcite
    CaCO3 = Ca+2 + CO3-2
    log_k -8
Ironoxide
    Fe2O3 + 6 H+ = 2 Fe+3 + 3 H2O
    log_k -4
CO2(g)
    CO2 = CO2
    log_k -1.5
)";

namespace {

/// A file that goes away with it.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& bytes)
      : path_(std::filesystem::temp_directory_path() / ("raffinate_phreeqc_" + std::to_string(::getpid()) + ".dat")) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove(path_); }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

phreeqc::Database load(const std::string& bytes) { return phreeqc::Database::load(TemporaryFile(bytes).path()); }

phreeqc::Database load_with(const std::string& lines) { return load(small_database + lines); }

int first_line_after() {
  const std::string_view text = small_database;
  return 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

std::string refusal(const std::string& lines) {
  try {
    const auto database = load_with(lines);
  } catch (const base::InputError& error) {
    return error.what();
  }
  return "not refused";
}

double coefficient(const std::vector<thermo::Term>& terms, const std::string& species) {
  for (const auto& term : terms) {
    if (term.species == species) return term.coefficient;
  }
  return 0;
}
