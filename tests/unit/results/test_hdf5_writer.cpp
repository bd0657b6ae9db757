#include <array>
#include <catch2/catch.hpp>
#include <fstream>

#include "base/errors.hpp"
#include "results/hdf5_reader.hpp"
#include "results/hdf5_writer.hpp"
#include "unit/results/small_plant.hpp"

using namespace raffinate;
using results::Hdf5Reader;
using results::Hdf5Writer;

TEST_CASE("what is written to HDF5 is read back") {
  const tests::TemporaryFile file("round_trip.h5");
  {
    Hdf5Writer writer(file.path());
    writer.attribute("/", "status", "running");
    writer.attribute("/", "status", "complete");
    writer.group("/numbers");
    writer.attribute("/numbers", "size", 2.5);
    writer.write_text("/text", "flüssig\nzwei Zeilen");
    writer.write_texts("/deep/inside/names", std::array<std::string, 3>{"a", "", "WO4-2"});
    writer.write_numbers("/numbers/none", {});
    writer.write_integers("/numbers/integers", std::array<long long, 2>{-1, 7});
    writer.write_matrix("/numbers/matrix", std::array{1.0, 2.0, 3.0, 4.0, 5.0, 6.0}, 3);
    const int table = writer.number_table({"/table", "kg/s", "a table", 2});
    const int words = writer.text_table({"/words", "", "a list", 0});
    for (int i = 0; i < 100; ++i) {
      writer.append(table, std::array{1.0 * i, -1.0 * i, 0.5, 0.25});
      writer.append(words, std::array{"word " + std::to_string(i)});
    }
    writer.flush();
  }
  const Hdf5Reader reader(file.path());
  CHECK(reader.text_attribute("/", "status") == "complete");
  CHECK(reader.number_attribute("/numbers", "size") == 2.5);
  CHECK(reader.text("/text") == "flüssig\nzwei Zeilen");
  CHECK(reader.texts("/deep/inside/names") == std::vector<std::string>{"a", "", "WO4-2"});
  CHECK(reader.numbers("/numbers/none").empty());
  CHECK(reader.integers("/numbers/integers") == std::vector<int>{-1, 7});
  CHECK(reader.row("/numbers/matrix", 1) == std::vector<double>{4.0, 5.0, 6.0});
  CHECK(reader.shape("/table") == std::vector<std::size_t>{200, 2});
  CHECK(reader.row("/table", 198) == std::vector<double>{99.0, -99.0});
  CHECK(reader.text_attribute("/table", "units") == "kg/s");
  CHECK(reader.texts("/words").at(99) == "word 99");
  CHECK(reader.exists("/deep/inside"));
  CHECK_FALSE(reader.exists("/deep/outside/names"));
}

TEST_CASE("tables made before and after a flush share a scale") {
  const tests::TemporaryFile file("scales.h5");
  {
    Hdf5Writer writer(file.path());
    static_cast<void>(writer.number_table({"/time", "s", "", 0}));
    writer.make_scale("/time");
    static_cast<void>(writer.number_table({"/early", "K", "", 0, {"/time"}}));
    writer.flush();
    writer.write_numbers("/late", std::array{1.0, 2.0});
    writer.attach_scales("/late", std::array<std::string, 1>{"/time"});
    writer.flush();
  }
  const Hdf5Reader reader(file.path());
  CHECK(reader.scales("/early") == std::vector<std::string>{"/time"});
  CHECK(reader.scales("/late") == std::vector<std::string>{"/time"});
}

TEST_CASE("a file that is missing, no HDF5 or truncated is refused by name") {
  const tests::TemporaryFile file("broken.h5");
  CHECK_THROWS_WITH(Hdf5Reader(file.path()), Catch::Contains("broken.h5") && Catch::Contains("no such file"));
  std::ofstream(file.path()) << "not HDF5";
  CHECK_THROWS_AS(Hdf5Reader(file.path()), base::InputError);
  std::filesystem::remove(file.path());
  {
    Hdf5Writer writer(file.path());
    writer.write_numbers("/numbers", std::vector<double>(10000, 1.0));
    writer.flush();
  }
  std::filesystem::resize_file(file.path(), 500);
  CHECK_THROWS_AS(Hdf5Reader(file.path()), base::InputError);
}

TEST_CASE("a missing item is refused with its path") {
  const tests::TemporaryFile file("item.h5");
  Hdf5Writer(file.path()).flush();
  CHECK_THROWS_WITH(Hdf5Reader(file.path()).numbers("/nowhere/time"), Catch::Contains("/nowhere/time"));
}

TEST_CASE("an HDF5 file that cannot be created is refused by name") {
  CHECK_THROWS_WITH(Hdf5Writer("/nowhere/at/all.h5"), Catch::Contains("all.h5") && Catch::Contains("cannot be written"));
  CHECK_THROWS_AS(Hdf5Writer(std::filesystem::temp_directory_path()), base::InputError);
}

TEST_CASE("a file that was never flushed leaves nothing, and an older one untouched") {
  const tests::TemporaryFile file("unfinished.h5");
  Hdf5Writer(file.path()).flush();
  const auto size = std::filesystem::file_size(file.path());
  {
    Hdf5Writer writer(file.path());
    writer.write_numbers("/numbers", std::vector<double>(10000, 1.0));
  }
  CHECK(std::filesystem::file_size(file.path()) == size);
  CHECK_FALSE(std::filesystem::exists(file.path().string() + ".new"));
}

TEST_CASE("nothing but results is replaced by results") {
  const tests::TemporaryFile file("flowsheet.yaml");
  std::ofstream(file.path()) << "units: {}";
  CHECK_THROWS_WITH(Hdf5Writer(file.path()), Catch::Contains("flowsheet.yaml: exists and is no results file"));
  CHECK_THROWS_WITH(Hdf5Writer("/dev/null"), Catch::Contains("is no results file"));
  CHECK_THROWS_WITH(Hdf5Writer(std::filesystem::temp_directory_path()), Catch::Contains("is a folder"));
  CHECK(std::filesystem::file_size(file.path()) == 9);
}

TEST_CASE("results are written where a link leads") {
  const tests::TemporaryFile target("target.h5"), link("link.h5");
  std::filesystem::create_symlink(target.path(), link.path());
  Hdf5Writer(link.path()).flush();
  CHECK(std::filesystem::is_symlink(link.path()));
  CHECK(std::filesystem::file_size(target.path()) > 0);
}
