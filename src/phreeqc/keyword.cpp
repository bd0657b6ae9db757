#include "phreeqc/keyword.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace raffinate::phreeqc {

namespace {

constexpr std::string_view exchange = "ion exchange is not modelled";
constexpr std::string_view surface = "surface complexation is not modelled";
constexpr std::string_view rates = "rate laws are given in flowsheets";
constexpr std::string_view isotopes = "isotopes are not modelled";
constexpr std::string_view calculation = "an input of a calculation, not data";
constexpr std::string_view output = "a request for output, not data";

/// Keywords of PHREEQC 3; all end the block before them.
constexpr std::array keywords{
    Keyword{"SOLUTION_MASTER_SPECIES", ""},
    Keyword{"SOLUTION_SPECIES", ""},
    Keyword{"PHASES", ""},
    Keyword{"PITZER", ""},
    Keyword{"SIT", ""},
    Keyword{"LLNL_AQUEOUS_MODEL_PARAMETERS", ""},
    Keyword{"NAMED_EXPRESSIONS", ""},
    Keyword{"NAMED_LOG_K", ""},
    Keyword{"NAMED_ANALYTICAL_EXPRESSION", ""},
    Keyword{"NAMED_ANALYTICAL_EXPRESSIONS", ""},
    Keyword{"END", ""},
    Keyword{"TITLE", "a comment"},
    Keyword{"COMMENT", "a comment"},
    Keyword{"DATABASE", "only the file asked for is read"},
    Keyword{"INCLUDE$", "only the file asked for is read"},
    Keyword{"GAS_BINARY_PARAMETERS", "gases at high pressure are not modelled"},
    Keyword{"MEAN_GAMMAS", "mean activity coefficients are not printed"},
    Keyword{"RATES", rates},
    Keyword{"RATE_PARAMETERS_PK", rates},
    Keyword{"RATE_PARAMETERS_SVD", rates},
    Keyword{"RATE_PARAMETERS_HERMANSKA", rates},
    Keyword{"EXCHANGE", exchange},
    Keyword{"EXCHANGE_MASTER_SPECIES", exchange},
    Keyword{"EXCHANGE_SPECIES", exchange},
    Keyword{"EXCHANGE_MIX", exchange},
    Keyword{"EXCHANGE_MODIFY", exchange},
    Keyword{"EXCHANGE_RAW", exchange},
    Keyword{"SURFACE", surface},
    Keyword{"SURFACE_MASTER_SPECIES", surface},
    Keyword{"SURFACE_SPECIES", surface},
    Keyword{"SURFACE_MIX", surface},
    Keyword{"SURFACE_MODIFY", surface},
    Keyword{"SURFACE_RAW", surface},
    Keyword{"ISOTOPES", isotopes},
    Keyword{"ISOTOPE_ALPHAS", isotopes},
    Keyword{"ISOTOPE_RATIOS", isotopes},
    Keyword{"ADVECTION", calculation},
    Keyword{"CALCULATE_VALUES", calculation},
    Keyword{"COPY", calculation},
    Keyword{"DEBUG", calculation},
    Keyword{"DELETE", calculation},
    Keyword{"DUMP", calculation},
    Keyword{"EQUILIBRIUM", calculation},
    Keyword{"EQUILIBRIUM_PHASES", calculation},
    Keyword{"EQUILIBRIUM_PHASES_MODIFY", calculation},
    Keyword{"EQUILIBRIUM_PHASES_RAW", calculation},
    Keyword{"PURE", calculation},
    Keyword{"PURE_PHASES", calculation},
    Keyword{"GAS_PHASE", calculation},
    Keyword{"GAS_PHASE_MIX", calculation},
    Keyword{"GAS_PHASE_MODIFY", calculation},
    Keyword{"GAS_PHASE_RAW", calculation},
    Keyword{"INCREMENTAL_REACTIONS", calculation},
    Keyword{"INVERSE_MODELING", calculation},
    Keyword{"INVERSE_MODELLING", calculation},
    Keyword{"KINETICS", calculation},
    Keyword{"KINETICS_MIX", calculation},
    Keyword{"KINETICS_MODIFY", calculation},
    Keyword{"KINETICS_RAW", calculation},
    Keyword{"KNOBS", calculation},
    Keyword{"MIX", calculation},
    Keyword{"REACTION", calculation},
    Keyword{"REACTION_MODIFY", calculation},
    Keyword{"REACTION_PRESSURE", calculation},
    Keyword{"REACTION_RAW", calculation},
    Keyword{"REACTION_TEMPERATURE", calculation},
    Keyword{"RUN_CELLS", calculation},
    Keyword{"SAVE", calculation},
    Keyword{"SOLID_SOLUTION", calculation},
    Keyword{"SOLID_SOLUTIONS", calculation},
    Keyword{"SOLID_SOLUTIONS_MODIFY", calculation},
    Keyword{"SOLID_SOLUTIONS_RAW", calculation},
    Keyword{"SOLUTION", calculation},
    Keyword{"SOLUTION_MIX", calculation},
    Keyword{"SOLUTION_MODIFY", calculation},
    Keyword{"SOLUTION_RAW", calculation},
    Keyword{"SOLUTION_SPREAD", calculation},
    Keyword{"TRANSPORT", calculation},
    Keyword{"USE", calculation},
    Keyword{"PRINT", output},
    Keyword{"SELECTED_OUTPUT", output},
    Keyword{"USER_GRAPH", output},
    Keyword{"USER_PRINT", output},
    Keyword{"USER_PUNCH", output},
};

bool equal_in_any_case(std::string_view word, std::string_view upper) {
  return std::equal(word.begin(), word.end(), upper.begin(), upper.end(),
                    [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; });
}

}  // namespace

const Keyword* find_keyword(std::string_view word) {
  const auto found = std::find_if(keywords.begin(), keywords.end(),
                                  [&](const Keyword& k) { return equal_in_any_case(word, k.spelling); });
  return found == keywords.end() ? nullptr : &*found;
}

}  // namespace raffinate::phreeqc
