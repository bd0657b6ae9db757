#include "model/linearisation.hpp"

#include <algorithm>

#include "base/errors.hpp"
#include "model/unit_probe.hpp"

namespace raffinate::model {

namespace {

using numerics::Dependency;
using numerics::Dual;

/// A derivative by the states of the plant: which value belongs to which state, by ascending state.
struct Term {
  int state, value;
};
using Row = std::vector<Term>;

/// Local Jacobian by rows.
struct LocalEntry {
  int column, value;
};

class Lineariser {
 public:
  explicit Lineariser(const Model& model)
      : model_(model), products_by_state_(static_cast<std::size_t>(model.state_count())) {}

  Linearisation run() {
    evaluate();
    for (int u = 0; u < unit_count(); ++u) find_local_pattern(u);
    for (int u = 0; u < unit_count(); ++u) list_slopes(u);
    result_.first_sum = result_.value_count;
    for (int u = 0; u < unit_count(); ++u) chain_variables(u);
    chain_channels();
    for (int u : model_.order()) chain_outflows(u);
    chain_rates();
    return std::move(result_);
  }

 private:
  [[nodiscard]] int unit_count() const { return static_cast<int>(model_.units().size()); }
  void evaluate();
  [[nodiscard]] std::vector<Dependency> run_every_mode(int unit);
  void find_local_pattern(int unit);
  void find_sweeps(Linearisation::Unit& unit, int columns, int rows) const;
  void list_slopes(int unit);
  void chain_variables(int unit);
  void chain_channels();
  void chain_outflows(int unit);
  void chain_rates();
  [[nodiscard]] const Row& variable(int unit, int index);
  [[nodiscard]] Row chain(int unit, int row);
  void multiply(int factor, const Row& row);
  void add(int state, int left, int right);
  [[nodiscard]] Row collect();

  struct Local {
    std::vector<std::vector<LocalEntry>> rows;
    std::vector<Row> variables;
    std::vector<char> known;  // by variable
  };

  const Model& model_;
  std::vector<aqueous::Equilibrium::Cache> caches_;
  std::vector<Mode> modes_;
  std::vector<UnitProbe<Dependency>> probes_;
  std::vector<Local> locals_;
  std::vector<Row> channels_;            // those that are read
  std::vector<std::vector<Row>> flows_;  // by stream and its entries
  std::vector<std::vector<std::pair<int, int>>> products_by_state_;
  std::vector<int> touched_;
  Linearisation result_;
};

// Values at the start, for the branches that the dependencies follow.
void Lineariser::evaluate() {
  for (const auto& unit : model_.units())
    for (const auto& slot : unit.layout.slots) caches_.push_back(slot->make_cache());
  Buffers buffers(model_, caches_);
  const auto x = model_.initial();
  std::vector<double> dx(x.size());
  modes_.resize(model_.units().size());
  if (!buffers.evaluate(model_, {.modes = modes_.data()}, x.data(), dx.data()))
    throw base::RunError({"the speciation of the initial filling did not converge",
                          model_.units()[static_cast<std::size_t>(buffers.failed_unit())].name, "", "speciation"});
  for (int u = 0; u < unit_count(); ++u) {
    probes_.emplace_back(model_, u, caches_);
    probes_.back().load(buffers, x.data());
  }
  locals_.resize(model_.units().size());
  result_.units.resize(model_.units().size());
  for (const auto& stream : model_.streams()) flows_.emplace_back(stream.entries.size());
}

// What each row depends on in some mode of the unit.
std::vector<Dependency> Lineariser::run_every_mode(int unit) {
  auto& probe = probes_[static_cast<std::size_t>(unit)];
  const auto modes = model_.units()[static_cast<std::size_t>(unit)].layout.modes.size();
  std::vector<Dependency> rows(static_cast<std::size_t>(probe.rows()));
  for (std::size_t mode = 0; mode < std::max<std::size_t>(modes, 1); ++mode) {
    modes_[static_cast<std::size_t>(unit)].index = static_cast<int>(mode);
    probe.run({.modes = modes_.data()});
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].merge(probe.row(static_cast<int>(i)));
  }
  modes_[static_cast<std::size_t>(unit)].index = 0;
  return rows;
}

void Lineariser::find_local_pattern(int unit) {
  auto& probe = probes_[static_cast<std::size_t>(unit)];
  for (int j = 0; j < probe.columns(); ++j) probe.column(j) = Dependency::unknown(probe.column(j).v, j);
  const auto dependencies = run_every_mode(unit);
  Linearisation::Unit& local = result_.units[static_cast<std::size_t>(unit)];
  auto& rows = locals_[static_cast<std::size_t>(unit)].rows;
  rows.resize(static_cast<std::size_t>(probe.rows()));
  local.first_value = result_.value_count;
  local.column_start.push_back(0);
  for (int j = 0; j < probe.columns(); ++j) {
    for (int i = 0; i < probe.rows(); ++i) {
      if (!dependencies[static_cast<std::size_t>(i)].depends_on(j)) continue;
      local.row.push_back(i);
      rows[static_cast<std::size_t>(i)].push_back({j, result_.value_count++});
    }
    local.column_start.push_back(static_cast<int>(local.row.size()));
  }
  find_sweeps(local, probe.columns(), probe.rows());
}

// Rows are numbered after the columns, which makes the local Jacobian part of a square matrix.
void Lineariser::find_sweeps(Linearisation::Unit& unit, int columns, int rows) const {
  numerics::Sparsity pattern;
  pattern.size = columns + rows;
  pattern.column_start = unit.column_start;
  pattern.column_start.resize(static_cast<std::size_t>(pattern.size) + 1, unit.column_start.back());
  for (int row : unit.row) pattern.row.push_back(columns + row);
  const auto colouring = numerics::colour_columns(pattern);
  for (int j = 0; j < columns; ++j) {
    if (unit.column_start[j] == unit.column_start[j + 1]) continue;
    const auto sweep = static_cast<std::size_t>(colouring.colour[j] / Dual::width);
    unit.sweeps.resize(std::max(unit.sweeps.size(), sweep + 1));
    unit.sweeps[sweep].push_back({j, colouring.colour[j] % Dual::width});
  }
}

// Only outputs that something depends on need slopes.
void Lineariser::list_slopes(int unit) {
  Linearisation::Unit& local = result_.units[static_cast<std::size_t>(unit)];
  const auto& slots = model_.units()[static_cast<std::size_t>(unit)].layout.slots;
  int column = probes_[static_cast<std::size_t>(unit)].first_variable();
  for (std::size_t s = 0; s < slots.size(); ++s)
    for (int o = 0; o < slots[s]->output_count(); ++o, ++column) {
      if (local.column_start[column] == local.column_start[column + 1]) continue;
      for (int i = 0; i < slots[s]->input_count(); ++i)
        local.slopes.push_back({static_cast<int>(s), o, i, result_.value_count++});
    }
}

void Lineariser::add(int state, int left, int right) {
  auto& products = products_by_state_[static_cast<std::size_t>(state)];
  if (products.empty()) touched_.push_back(state);
  products.emplace_back(left, right);
}

void Lineariser::multiply(int factor, const Row& row) {
  for (const Term& term : row) add(term.state, factor, term.value);
}

// Turns the products added so far into sums; a single factor needs none.
Row Lineariser::collect() {
  std::sort(touched_.begin(), touched_.end());
  Row row;
  for (int state : touched_) {
    auto& products = products_by_state_[static_cast<std::size_t>(state)];
    if (products.size() == 1 && products[0].second == Linearisation::one) {
      row.push_back({state, products[0].first});
    } else {
      for (const auto& [left, right] : products) result_.products.push_back({left, right});
      result_.sum_sizes.push_back(static_cast<int>(products.size()));
      row.push_back({state, result_.value_count++});
    }
    products.clear();
  }
  touched_.clear();
  return row;
}

// A row of a unit by the states of the plant.
Row Lineariser::chain(int unit, int row) {
  const Model::Unit& u = model_.units()[static_cast<std::size_t>(unit)];
  const auto& probe = probes_[static_cast<std::size_t>(unit)];
  const auto& entries = locals_[static_cast<std::size_t>(unit)].rows[static_cast<std::size_t>(row)];
  for (const LocalEntry& e : entries)  // before any product is added: `variable` chains rows itself
    if (e.column >= probe.first_variable()) static_cast<void>(variable(unit, e.column - probe.first_variable()));
  for (const LocalEntry& e : entries) {
    if (e.column < probe.first_inflow()) {
      add(u.first_state + e.column, e.value, Linearisation::one);
    } else if (e.column < probe.first_signal()) {
      const auto& inflow = probe.inflows()[static_cast<std::size_t>(e.column - probe.first_inflow())];
      for (int s : u.inlet_streams[static_cast<std::size_t>(inflow.port)]) {
        const auto& carried = model_.streams()[static_cast<std::size_t>(s)].entries;
        const auto found = std::lower_bound(carried.begin(), carried.end(), inflow.entry);
        if (found != carried.end() && *found == inflow.entry)
          multiply(e.value, flows_[static_cast<std::size_t>(s)][static_cast<std::size_t>(found - carried.begin())]);
      }
    } else if (e.column < probe.first_variable()) {
      multiply(e.value, channels_[static_cast<std::size_t>(u.signal_channel[static_cast<std::size_t>(e.column - probe.first_signal())])]);
    } else {
      multiply(e.value, variable(unit, e.column - probe.first_variable()));
    }
  }
  return collect();
}

// Variables may depend on others that were passed before them.
const Row& Lineariser::variable(int unit, int index) {
  Local& local = locals_[static_cast<std::size_t>(unit)];
  if (local.known[static_cast<std::size_t>(index)] != 0) return local.variables[static_cast<std::size_t>(index)];
  const auto& slots = model_.units()[static_cast<std::size_t>(unit)].layout.slots;
  int first_output = 0, first_input = 0;
  for (std::size_t s = 0; s < slots.size(); ++s) {
    const int output = index - first_output;
    if (output < slots[s]->output_count()) {
      std::vector<Row> inputs;
      for (int i = 0; i < slots[s]->input_count(); ++i) inputs.push_back(chain(unit, first_input + i));
      for (int o = 0; o < slots[s]->output_count(); ++o) local.known[static_cast<std::size_t>(first_output + o)] = 1;
      int last = -1;
      for (const auto& slope : result_.units[static_cast<std::size_t>(unit)].slopes) {
        if (slope.slot != static_cast<int>(s)) continue;
        if (slope.output != last && last >= 0) local.variables[static_cast<std::size_t>(first_output + last)] = collect();
        last = slope.output;
        multiply(slope.value, inputs[static_cast<std::size_t>(slope.input)]);
      }
      if (last >= 0) local.variables[static_cast<std::size_t>(first_output + last)] = collect();
      return local.variables[static_cast<std::size_t>(index)];
    }
    first_output += slots[s]->output_count();
    first_input += slots[s]->input_count();
  }
  Row row = chain(unit, first_input + index - first_output);
  local.known[static_cast<std::size_t>(index)] = 1;
  return local.variables[static_cast<std::size_t>(index)] = std::move(row);
}

void Lineariser::chain_variables(int unit) {
  Local& local = locals_[static_cast<std::size_t>(unit)];
  const auto& probe = probes_[static_cast<std::size_t>(unit)];
  const auto count = static_cast<std::size_t>(probe.columns() - probe.first_variable());
  local.variables.resize(count);
  local.known.assign(count, 0);
  const auto& start = result_.units[static_cast<std::size_t>(unit)].column_start;
  for (int k = 0; k < static_cast<int>(count); ++k) {
    const int column = probe.first_variable() + k;
    if (start[column] != start[column + 1]) static_cast<void>(variable(unit, k));
  }
}

// Channels that no unit reads are nobody's business.
void Lineariser::chain_channels() {
  channels_.resize(static_cast<std::size_t>(model_.channel_count()));
  for (const auto& reader : model_.units())
    for (int channel : reader.signal_channel) {
      Row& row = channels_[static_cast<std::size_t>(channel)];
      if (!row.empty()) continue;
      const auto unit = static_cast<std::size_t>(model_.unit_of_channel(channel));
      row = chain(static_cast<int>(unit), probes_[unit].first_channel() + channel - model_.units()[unit].first_channel);
    }
}

void Lineariser::chain_outflows(int unit) {
  int row = probes_[static_cast<std::size_t>(unit)].first_outflow();
  for (int s : model_.units()[static_cast<std::size_t>(unit)].outlet_stream)
    for (Row& flow : flows_[static_cast<std::size_t>(s)]) flow = chain(unit, row++);
}

// Rows of the Jacobian: rates of all states, then the ledger, whose rates are flows and energies. Stored by columns.
void Lineariser::chain_rates() {
  std::vector<Row> rows(static_cast<std::size_t>(model_.unknown_count()));
  for (int u = 0; u < unit_count(); ++u) {
    const Model::Unit& unit = model_.units()[static_cast<std::size_t>(u)];
    const auto& probe = probes_[static_cast<std::size_t>(u)];
    for (int i = 0; i < static_cast<int>(unit.layout.states.size()); ++i)
      rows[static_cast<std::size_t>(unit.first_state + i)] = chain(u, probe.first_rate() + i);
    for (int e = 0; e < static_cast<int>(unit.layout.energies.size()); ++e)
      rows[static_cast<std::size_t>(model_.energy_ledger(unit.first_energy + e))] = chain(u, probe.first_energy() + e);
  }
  for (std::size_t s = 0; s < flows_.size(); ++s)
    for (std::size_t k = 0; k < flows_[s].size(); ++k)
      rows[static_cast<std::size_t>(model_.streams()[s].first_ledger) + k] = flows_[s][k];
  std::vector<Row> columns(rows.size());  // of rows, with their values
  for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
    bool diagonal = false;
    for (const Term& term : rows[static_cast<std::size_t>(i)]) {
      diagonal = diagonal || term.state == i;
      columns[static_cast<std::size_t>(term.state)].push_back({i, term.value});
    }
    if (!diagonal) columns[static_cast<std::size_t>(i)].push_back({i, Linearisation::zero});
  }
  auto& pattern = result_.pattern;
  pattern.size = static_cast<int>(rows.size());
  pattern.column_start.push_back(0);
  for (Row& column : columns) {
    for (const Term& term : column) {
      pattern.row.push_back(term.state);
      result_.entry.push_back(term.value);
    }
    pattern.column_start.push_back(pattern.nonzeros());
  }
}

}  // namespace

Linearisation linearise(const Model& model) { return Lineariser(model).run(); }

}  // namespace raffinate::model
