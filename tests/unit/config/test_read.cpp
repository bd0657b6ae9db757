#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "config/read.hpp"

using namespace raffinate;

namespace {

/// What is wrong with a text, "line:column message | remedy" per problem; "fine" if nothing.
std::string faults(const std::string& text) {
  base::Problems problems;
  static_cast<void>(config::parse(text, "t.yaml", problems));
  std::string result;
  for (const base::Problem& problem : problems.all()) {
    result += std::to_string(problem.where.line) + ":" + std::to_string(problem.where.column) + " " + problem.message +
              (problem.remedy.empty() ? "" : " | " + problem.remedy) + "\n";
  }
  return result.empty() ? "fine" : result;
}

/// A file that is removed at the end of the test.
class TemporaryFile final {
 public:
  explicit TemporaryFile(const std::string& text) : path_(std::filesystem::temp_directory_path() / "raffinate_test_read.yaml") {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("a truncated file says what is not closed") {
  CHECK(faults("plant: {a: 1, b") == "1:15 a \"{\" is never closed | add \"}\"; is the file cut off?\n");
  CHECK(faults("a: [1, 2\n") == "1:8 a \"[\" is never closed | add \"]\"; is the file cut off?\n");
  CHECK(faults("a:\n  b: \"10 m\n") == "2:6 a quoted text is never closed | add the closing quote; is the file cut off?\n");
}

TEST_CASE("quotes end where YAML ends them") {
  CHECK(faults("a: \"x\\\"\"\nb: 'it''s'\nc: \"two\n  lines\"\nd: \"\\\\\"\n") == "fine");
  CHECK(faults("a: 'x''\n").find("1:4 a quoted text is never closed") == 0);
  CHECK(faults("a: \"x\\\"\n").find("1:4 a quoted text is never closed") == 0);
}

TEST_CASE("an empty file is no configuration") {
  const std::string empty = "0:0 the file is empty | expected a map of \"key: value\" lines\n";
  CHECK(faults("") == empty);
  CHECK(faults(" \n\t\n") == empty);
  CHECK(faults("# only a comment\n") == empty);
  CHECK(faults("\xEF\xBB\xBF") == empty);
}

TEST_CASE("what is no text is not shown") {
  CHECK(faults("a: 95 \xB0""C\n") == "1:7 this is not UTF-8 text | save the file as UTF-8 (not UTF-16 or Latin-1)\n");
  CHECK(faults(std::string("\x89HDF\r\n\x1a\n", 8)).find("1:1 this is not UTF-8 text") == 0);
  CHECK(faults(std::string("a: 1\nb\0c: 1\n", 12)) == "2:2 control character in the text | is this a YAML file?\n");
}

TEST_CASE("tabs in the indentation are refused, elsewhere they are blanks") {
  CHECK(faults("a:\n\tb: 1\n") == "2:1 a tab indents this line; YAML allows only spaces | replace tabs by spaces\n");
  CHECK(faults("a:\n  \tb: 1\n").find("2:3 a tab") == 0);
  CHECK(faults("a: 1\t# comment\n\t\n") == "fine");
}

TEST_CASE("all duplicate keys are reported with the line of the first") {
  CHECK(faults("a: 1\nb: {c: 1, c: 2}\na: 3\n") ==
        "2:11 the key \"c\" is given twice | first given in line 2\n"
        "3:1 the key \"a\" is given twice | first given in line 1\n");
}

TEST_CASE("faults of the YAML grammar are explained in plain words") {
  CHECK(faults("a: b: c\n").find("1:5 a \":\" cannot stand here") == 0);
  CHECK(faults("a: 1\n}\n").find("2:1 this closes a bracket that was never opened") == 0);
  CHECK(faults("a:\n  b: 1\n  - c\n").find("3:3 this does not continue the map above") == 0);
  CHECK(faults("a: @b\n").find("1:4 this character cannot start a value") == 0);
  CHECK(faults("a: *b\n").find("1:4 this alias has no anchor") == 0);
  CHECK(faults("[a]: 1\n").find("1:1 a key must be a text") == 0);
  CHECK(faults("a: 1\n---\nb: 2\n").find("2:1 a second YAML document starts here") == 0);
}

TEST_CASE("aliases cannot blow up a small file") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int k = 1; k < 10; ++k) bomb += ", " + before;
    bomb += "]\n";
  }
  CHECK(faults(bomb).find("more than 200000 values, with aliases expanded") != std::string::npos);
  CHECK(faults("a: &a [1, *a]\n").find("an alias refers to the value it is part of") != std::string::npos);
  CHECK(faults(std::string(100000, '[')).find("nested too deeply") != std::string::npos);
}

TEST_CASE("a byte order mark and Windows line ends are no part of the text") {
  base::Problems problems;
  const config::Node root = config::parse("\xEF\xBB\xBF""a: 1 m\r\nb: 2 m\r\n", "t.yaml", problems);
  REQUIRE(problems.empty());
  CHECK(root.find("a")->where().column == 4);
  CHECK(root.find("b")->text() == "2 m");
  CHECK(root.find("b")->where().line == 2);
}

TEST_CASE("a file is read with its name") {
  const TemporaryFile file("a: 1\n");
  base::Problems problems;
  const config::Node root = config::read_file(file.path(), problems);
  REQUIRE(problems.empty());
  CHECK(root.find("a")->where().file == file.path().string());
}

TEST_CASE("what cannot be a plant file is refused without reading it all") {
  base::Problems problems;
  const TemporaryFile large(std::string(10'000'001, ' '));
  CHECK(config::read_file(large.path(), problems).is_null());
  CHECK(config::read_file("/dev/zero", problems).is_null());
  CHECK(config::read_file(std::filesystem::temp_directory_path(), problems).is_null());
  CHECK(config::read_file("/no/such/file.yaml", problems).is_null());
  REQUIRE(problems.size() == 4);
  CHECK(problems.all()[0].message == "the file is larger than 10 MB");
  CHECK(problems.all()[1].message == "the file is larger than 10 MB");
  CHECK(problems.all()[2].message == "this is a folder, not a file");
  CHECK(problems.all()[3].message == "cannot read the file: No such file or directory");
}
