#include "reactions/size_grid.hpp"

#include <cmath>
#include <stdexcept>
#include <utility>

namespace raffinate::reactions {
namespace {

// Exponents p of M(L) = L^p [...], chosen by experiment: docs/methods/particle_sizes.md.
/// Shrinking: -2 gives the smallest error in the unreacted share of milled (Rosin-Rammler) feeds.
constexpr double shrinking_exponent = -2.0;
/// Growing: equally many particles of each size, for which number is conserved exactly. Smaller
/// exponents let a wide class gain faster than it passes on, without bound.
constexpr double constant_number = 3.0;
/// A growing particle leaves the finest class with L_1^3, of which nucleation already brought the
/// class mean L_1^3/4.
constexpr double grown_in_finest = 0.75;

/// Integral of L^k over [a, b].
double power_integral(double k, double a, double b) {
  return (std::pow(b, k + 1.0) - std::pow(a, k + 1.0)) / (k + 1.0);
}

/// Integral of L^k ln L over [a, b].
double log_power_integral(double k, double a, double b) {
  const auto antiderivative = [k](double x) {
    return std::pow(x, k + 1.0) * (std::log(x) - 1.0 / (k + 1.0)) / (k + 1.0);
  };
  return antiderivative(b) - antiderivative(a);
}

/// Class [0, upper]: equally many particles of each size and no slope. `a` is M/L^p at the mean of
/// ln L, to be comparable with the next class.
ClassShape finest_shape(double p, double upper) {
  const double k = constant_number;
  const double centre = std::log(upper) - 1.0 / (k + 1.0);
  const double scale = std::exp((k - p) * centre);
  ClassShape s{};
  s.value_per_amount = scale * (k + 1.0) / std::pow(upper, k + 1.0);
  s.centre = centre;
  s.face_offset = std::log(upper) - centre;
  s.exchange_of_value = 3.0 * std::pow(upper, k) / k / scale;
  return s;
}

ClassShape inner_shape(double p, double lower, double upper) {
  const double weight = power_integral(p, lower, upper);
  const double surface = power_integral(p - 1.0, lower, upper);
  ClassShape s{};
  s.value_per_amount = 1.0 / weight;
  s.centre = log_power_integral(p, lower, upper) / weight;
  s.exchange_of_value = 3.0 * surface;
  s.exchange_of_slope = 3.0 * (log_power_integral(p - 1.0, lower, upper) - s.centre * surface);
  return s;
}

/// The profiles of all classes without their faces; `edges` relative to the largest.
std::vector<ClassShape> class_shapes(double p, const std::vector<double>& edges) {
  std::vector<ClassShape> shapes{finest_shape(p, edges[1])};
  for (std::size_t i = 1; i + 1 < edges.size(); ++i) {
    shapes.push_back(inner_shape(p, edges[i], edges[i + 1]));
    ClassShape& finer = shapes[i - 1];
    ClassShape& coarser = shapes[i];
    const double distance = coarser.centre - finer.centre;
    finer.to_coarser = 1.0 / distance;
    finer.bound_coarser = distance / (std::log(edges[i]) - finer.centre);
    coarser.bound_finer = distance / (coarser.centre - std::log(edges[i]));
  }
  return shapes;
}

std::vector<ClassShape> shrinking_shapes(const std::vector<double>& edges) {
  std::vector<ClassShape> shapes = class_shapes(shrinking_exponent, edges);
  for (std::size_t i = 1; i < shapes.size(); ++i) {
    shapes[i].face_power = std::pow(edges[i], shrinking_exponent);
    shapes[i].face_offset = std::log(edges[i]) - shapes[i].centre;
  }
  return shapes;
}

std::vector<ClassShape> growing_shapes(const std::vector<double>& edges) {
  std::vector<ClassShape> shapes = class_shapes(constant_number, edges);
  shapes[0].exchange_of_value *= grown_in_finest;
  for (std::size_t i = 0; i + 1 < shapes.size(); ++i) {
    shapes[i].face_power = std::pow(edges[i + 1], constant_number);
    // The finest class has no slope; its constant number density reaches the face.
    shapes[i].face_offset = i == 0 ? 0.0 : std::log(edges[i + 1]) - shapes[i].centre;
  }
  return shapes;
}

/// Edges where `edge(smallest, largest, part)` is the edge `part` (0..1) of the way up.
using EdgeRule = double (*)(double, double, double);
std::vector<double> spaced(double smallest, double largest, int classes, EdgeRule edge) {
  if (!(largest > smallest) || !std::isfinite(largest) || classes < 1)
    throw std::invalid_argument("a size grid needs smallest < largest and at least one class");
  std::vector<double> edges;
  for (int i = 0; i < classes; ++i)
    edges.push_back(edge(smallest, largest, static_cast<double>(i) / classes));
  edges.push_back(largest);
  return edges;
}

}  // namespace

SizeGrid SizeGrid::geometric(double smallest, double largest, int classes) {
  if (!(smallest > 0.0))
    throw std::invalid_argument("the smallest edge of a geometric size grid must be positive");
  const auto edge = [](double a, double b, double part) { return a * std::pow(b / a, part); };
  return SizeGrid(spaced(smallest, largest, classes, edge));
}

SizeGrid SizeGrid::linear(double smallest, double largest, int classes) {
  if (!(smallest >= 0.0))
    throw std::invalid_argument("the smallest edge of a size grid must not be negative");
  const auto edge = [](double a, double b, double part) { return a + (b - a) * part; };
  return SizeGrid(spaced(smallest, largest, classes, edge));
}

SizeGrid::SizeGrid(std::vector<double> edges) : edges_(std::move(edges)) {
  std::vector<double> relative = edges_;
  for (double& edge : relative) edge /= edges_.back();
  shrinking_ = shrinking_shapes(relative);
  growing_ = growing_shapes(relative);
}

double SizeGrid::mean(int i) const {
  return i == 0 ? 0.5 * upper(0) : std::sqrt(lower(i) * upper(i));
}

double SizeGrid::mean_cube(int i) const {
  const double from = i == 0 ? 0.0 : lower(i);
  return power_integral(constant_number, from, upper(i)) / (upper(i) - from);
}

}  // namespace raffinate::reactions
