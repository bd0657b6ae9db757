#include "flowsheet/specification.hpp"

namespace raffinate::flowsheet {

config::Schema<Specification> Specification::schema() {
  using S = Specification;
  return config::Schema<S>("specification", "A wanted result of the steady state and the input that is changed for it")
      .text("of", &S::of, {.help = "number of the report or channel of a unit", .example = "leach_3.free_alkali"})
      .text("by", &S::by, {.help = "number of the flowsheet that is changed", .example = "units.caustic.setpoint"})
      .text("equals", &S::equals, {.help = "wanted value", .example = "1 mol/kg"})
      .text("at_most", &S::at_most, {.help = "largest value; the input stays as it is if that keeps it"})
      .text("at_least", &S::at_least, {.help = "smallest value; the input stays as it is if that keeps it"})
      .text("from", &S::from, {.help = "smallest value of the input"})
      .text("to", &S::to, {.help = "largest value of the input"})
      .rule([](const S& s) { return (s.equals ? 1 : 0) + (s.at_most ? 1 : 0) + (s.at_least ? 1 : 0) == 1; },
            "a specification needs one of `equals`, `at_most` and `at_least`", "give one of the three");
}

}  // namespace raffinate::flowsheet
