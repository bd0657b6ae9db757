#include <catch2/catch.hpp>

#include "reactions/shared_terms.hpp"

using namespace raffinate::reactions;

namespace {

/// n_0 times a factor.
struct Multiple {
  double factor;
  bool operator==(const Multiple&) const = default;
  template <class S>
  S value(const Contents<S>& c) const {
    return factor * c.n[0];
  }
};
/// Another kind of term with the same number.
struct Power {
  double factor;
  bool operator==(const Power&) const = default;
  template <class S>
  S value(const Contents<S>& c) const {
    return c.n[0] * c.n[0] * factor;
  }
};

}  // namespace

TEST_CASE("equal terms are one, unequal ones and those of another kind are not") {
  SharedTerms terms;
  CHECK(terms.add(Multiple{2.0}) == 0);
  CHECK(terms.add(Multiple{3.0}) == 1);
  CHECK(terms.add(Power{2.0}) == 2);
  CHECK(terms.add(Multiple{3.0}) == 1);
  CHECK(terms.size() == 3);
}

TEST_CASE("of more terms than there is room for, only those that are there already have an index") {
  SharedTerms terms;
  for (std::size_t i = 0; i < SharedTerms::most; ++i) CHECK(terms.add(Multiple{static_cast<double>(i)}) == static_cast<int>(i));
  CHECK(terms.add(Multiple{99.0}) == -1);
  CHECK(terms.add(Multiple{1.0}) == 1);
}

TEST_CASE("shared terms have the values of the contents and are passed on from where they are told") {
  SharedTerms terms;
  terms.add(Multiple{2.0});
  terms.add(Power{0.5});
  const double n = 3.0;
  double values[2];
  terms.evaluate(Contents<double>{.n = &n}, 0, values);
  CHECK(values[0] == 6.0);
  CHECK(values[1] == 4.5);

  using raffinate::numerics::Dual;
  Dual amount(3.0), kept[3], variable[3], passed[2];
  amount.d[0] = 1.0;
  variable[2].d[5] = 1.0;
  Contents<Dual> contents;
  contents.n = &amount;
  contents.pass = {kept, variable};
  terms.evaluate(contents, 1, passed);
  CHECK(passed[1].v == 4.5);
  CHECK(passed[1].d[5] == 1.0);
  CHECK(kept[1].d[0] == 2.0);
  CHECK(kept[2].d[0] == 3.0);
}
