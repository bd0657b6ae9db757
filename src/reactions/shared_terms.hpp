#pragma once
#include <memory>
#include <utility>
#include <vector>

#include "reactions/kinetics.hpp"

namespace raffinate::reactions {

/// What several rate laws of one vessel need, such as the front in the particles that hold their reactants. Each is
/// computed once per evaluation, before the laws, which find it in `Contents::shared`.
class SharedTerms {
 public:
  static constexpr std::size_t most = 8;  ///< different ones in a vessel

  [[nodiscard]] int size() const { return static_cast<int>(terms_.size()); }

  /// Index of a term in `Contents::shared`: that of an equal one if there is one already, -1 if there are too many. Terms
  /// have `template <class S> S value(const Contents<S>&) const` and `operator==`.
  template <class T>
  int add(T term) {
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      const auto* other = dynamic_cast<const TermOf<T>*>(terms_[i].get());
      if (other != nullptr && other->term == term) return static_cast<int>(i);
    }
    if (terms_.size() == most) return -1;
    terms_.push_back(std::make_unique<TermOf<T>>(std::move(term)));
    return static_cast<int>(terms_.size()) - 1;
  }

  /// Writes the value of each term, passed on from `first_pass` on.
  template <class S>
  void evaluate(const Contents<S>& contents, int first_pass, S* values) const {
    for (int i = 0; i < size(); ++i) values[i] = contents.pass(first_pass + i, terms_[static_cast<std::size_t>(i)]->value(contents));
  }

 private:
  struct Term {
    virtual ~Term() = default;
    virtual double value(const Contents<double>& c) const = 0;
    virtual numerics::Dual value(const Contents<numerics::Dual>& c) const = 0;
    virtual numerics::Dependency value(const Contents<numerics::Dependency>& c) const = 0;
  };
  template <class T>
  struct TermOf final : Term {
    explicit TermOf(T t) : term(std::move(t)) {}
    double value(const Contents<double>& c) const override { return term.value(c); }
    numerics::Dual value(const Contents<numerics::Dual>& c) const override { return term.value(c); }
    numerics::Dependency value(const Contents<numerics::Dependency>& c) const override { return term.value(c); }
    T term;
  };

  std::vector<std::unique_ptr<Term>> terms_;
};

}  // namespace raffinate::reactions
