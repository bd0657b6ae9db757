#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>

#include "base/errors.hpp"
#include "data.hpp"

using namespace raffinate;
using namespace raffinate::thermo;
namespace fs = std::filesystem;

namespace {

/// A copy of the database in which one text of one file is replaced; gone at the end of the test.
class EditedData {
 public:
  EditedData(const std::string& file, const std::string& from, const std::string& to)
      : directory_(fs::temp_directory_path() / ("raffinate_thermo_" + std::to_string(getpid()))) {
    fs::remove_all(directory_);
    fs::copy(base::data_directory(), directory_, fs::copy_options::recursive);
    std::stringstream text;
    text << std::ifstream(directory_ / file).rdbuf();
    std::string content = text.str();
    const std::size_t at = content.find(from);
    REQUIRE(at != std::string::npos);
    std::ofstream(directory_ / file) << content.replace(at, from.size(), to);
  }
  ~EditedData() { fs::remove_all(directory_); }

  /// The message with which loading is refused.
  std::string refusal() const {
    try {
      (void)Database::load(directory_);
    } catch (const base::InputError& error) {
      return error.what();
    }
    return "accepted";
  }

 private:
  fs::path directory_;
};

}  // namespace

TEST_CASE("every reaction of the database balances in elements and charge") {
  const auto with = [](const std::vector<Term>& terms, const std::string& own, double coefficient) {
    std::vector<Term> all = terms;
    all.push_back({own, coefficient});
    return imbalance(data(), all);
  };
  REQUIRE(data().aqueous().size() > 60);
  REQUIRE(data().minerals().size() > 30);
  for (const auto& r : data().aqueous()) CHECK(with(r.masters, r.species, -1) == "");
  for (const auto& r : data().minerals()) CHECK(with(r.products, r.mineral, -1) == "");
  for (const auto& r : data().gases()) CHECK(with(r.products, r.gas, -1) == "");
}

TEST_CASE("an unbalanced reaction is refused by name") {
  const EditedData edited("aqueous/minerals.yaml", "WO3 + H2O = WO4-2 + 2 H+", "WO3 + H2O = WO4-2 + H+");
  CHECK_THAT(edited.refusal(), Catch::Contains("the reaction of WO3 does not balance: H -1, charge -1"));
  CHECK_THAT(edited.refusal(), Catch::Contains("minerals.yaml"));
}

TEST_CASE("a reaction of an unknown species is refused with a suggestion") {
  const EditedData edited("aqueous/reactions.yaml", "Co+2 + SO4-2 = CoSO4(aq)", "Co+2 + SO4-3 = CoSO4(aq)");
  CHECK_THAT(edited.refusal(), Catch::Contains("\"SO4-3\" is not a master species"));
}

TEST_CASE("a number without a source is refused") {
  const EditedData edited("species/gases.yaml", "source: [JANAF]", "{}");
  CHECK(edited.refusal() != "accepted");
  const EditedData nameless("species/gases.yaml", "source: [JANAF]", "source: [JANEF]");
  CHECK_THAT(nameless.refusal(), Catch::Contains("\"JANEF\" is not among the sources"));
}

TEST_CASE("a value in the wrong unit is refused") {
  const EditedData edited("species/solids.yaml", "density: 15600 kg/m3", "density: 15600 kg");
  CHECK_THAT(edited.refusal(), Catch::Contains("density"));
}

TEST_CASE("an analytic form that contradicts its log K is refused") {
  const EditedData edited("aqueous/reactions.yaml", "log_k: -13.995", "log_k: -13.5");
  CHECK_THAT(edited.refusal(), Catch::Contains("analytic form gives -13.99"));
}

TEST_CASE("a missing directory is refused") {
  CHECK_THROWS_AS(Database::load("/nowhere/at/all"), base::InputError);
}

TEST_CASE("every species, reaction and coefficient has a source, every assumption a range") {
  const auto check = [](const Source& source, const std::string& what) {
    INFO(what);
    CHECK_FALSE(source.text.empty());
    CHECK(source.assumption == !source.range.empty());
  };
  for (const auto& s : data().species()) check(s.source, s.name);
  for (const auto& r : data().aqueous()) check(r.source, r.species);
  for (const auto& r : data().minerals()) check(r.source, r.mineral);
  for (const auto& r : data().gases()) check(r.source, r.gas);
  for (const auto& c : data().sit()) check(c.source, c.first + " " + c.second);
  for (const auto& s : data().solutions()) check(s.source, s.salt);
  for (const auto& c : data().solubilities()) check(c.source, c.solid);
}

TEST_CASE("the components of the carbide plant are there") {
  for (const char* name :
       {"H2O", "H+", "Na+", "WO4-2", "CO3-2", "SO4-2", "H4SiO4", "PO4-3", "AsO4-3", "MoO4-2", "HS-", "Mg+2", "Cu+2",
        "Co+2", "Ni+2", "Fe+2", "Fe+3", "CrO4-2", "Cl-", "K+", "NH4+", "H2O2", "Ca+2", "Mn+2", "Al+3", "Cr+3", "OH-",
        "HWO4-", "HCO3-", "CO2(aq)", "HSO4-", "H3SiO4-", "HPO4-2", "H2PO4-", "H3PO4", "HAsO4-2", "H2AsO4-", "HMoO4-",
        "H2S(aq)", "S-2", "MgOH+", "CoOH+", "Co(OH)4-2", "CoSO4(aq)", "NiSO4(aq)", "FeSO4+", "FeOH+2", "HCrO4-",
        "CuOH+", "NH3(aq)", "HO2-", "W7O24-6", "WC", "Co", "TiC", "TaC", "NbC", "Cr3C2", "Fe", "Ni", "Mo2C", "P", "As",
        "SiO2", "WO3", "CoWO4", "Co3O4", "CoO", "TiO2", "Ta2O5", "Nb2O5", "Cr2O3", "Fe2O3", "NiO", "MoO3", "P2O5",
        "As2O5", "Co(OH)2", "Ni(OH)2", "Fe(OH)3", "FeOOH", "H2WO4", "Mg(OH)2", "MgSiO3", "Mg3(PO4)2", "Mg3(AsO4)2",
        "CuS", "CuMoS4", "MoS3", "CoCO3", "NiCO3", "Na2WO4:2H2O", "Na2SO4", "Na2CO3", "Na2SO4:10H2O", "CaWO4", "CaCO3",
        "CoSO4:7H2O", "Cr(OH)3", "Cu(OH)2", "C(graphite)", "Na2WO4", "O2", "N2", "CO2(g)", "H2O(g)", "CO", "SO2", "H2",
        "NH3(g)", "H2S(g)"}) {
    INFO(name);
    CHECK(data().find(name) != nullptr);
  }
}

TEST_CASE("interaction coefficients are found in either order and zero when unknown") {
  CHECK(data().sit_coefficient("Na+", "Cl-") == Approx(0.03));
  CHECK(data().sit_coefficient("Cl-", "Na+") == Approx(0.03));
  CHECK(data().sit_coefficient("Na+", "K+") == 0);
  CHECK(data().find_sit("Na+", "K+") == nullptr);
}

TEST_CASE("polytungstate constants return the measured ones in 1 mol/L sodium chloride") {
  // Cruywagen and van der Merwe 1987: concentration constants in 1.0 mol/L NaCl, 1.022 mol/kg.
  const double m = 1.022, root = std::sqrt(m), D = 0.5093 * root / (1 + 1.5 * root);
  const auto gamma = [&](const std::string& species, const std::string& counter) {
    const double z = data().at(species).formula.charge;
    return -z * z * D + data().sit_coefficient(species, counter) * m;
  };
  const auto measured = [&](const std::string& species) {
    const AqueousReaction& r = *data().formation(species);
    double log_k = r.k.at_298 - gamma(species, "Na+");
    double moles = 1;
    for (const Term& term : r.masters) {
      if (term.species == "H2O") {
        log_k += term.coefficient * -0.01507;  // log10 of the water activity of 1 mol/kg NaCl
      } else {
        log_k += term.coefficient * gamma(term.species, term.species == "H+" ? "Cl-" : "Na+");
        moles -= term.coefficient;
      }
    }
    return log_k - moles * std::log10(1.022);  // molal to molar
  };
  CHECK(measured("W6O20(OH)2-6") == Approx(49.01).margin(0.05));
  CHECK(measured("W7O24-6") == Approx(65.19).margin(0.05));
  CHECK(measured("HW7O24-5") == Approx(69.96).margin(0.05));
  CHECK(measured("H2W12O42-10") == Approx(115.38).margin(0.05));
  CHECK(data().formation("H2W12O42-10")->standing == Standing::kinetic);
}
