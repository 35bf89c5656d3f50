#pragma once

#include <string>
#include <vector>

namespace oauthctl::cli {

/// The first step of the front and of its twin. Opens descriptors 0 to 2, so that none of our files becomes stdout.
/// Disables core dumps, because memory holds secrets. Makes a closed pipe an error instead of a deadly signal, and lets
/// us learn how programs end.
void prepare_process();

/// The path of another of our programs. Its path relative to this executable is the same in the build tree and in an
/// installation. Throws ErrorKind::internal if this process cannot find its own executable.
std::string companion(const std::string& name);

/// The front, bin/oauthctl, of the same tree.
std::string front();

/// A folder of files that belong to the programs, such as `providers`, of the same tree.
std::string data_folder(const std::string& name);

/// Replaces this process by that program, with the same arguments. Returns only by throwing ErrorKind::internal.
[[noreturn]] void become(const std::string& name, char** argv);

/// To be called before anything is opened: remembers which files the caller gave us for the program.
void remember_descriptors();
/// The program gets those, and none of the others that are open now. Libraries open files and do not say so.
void keep_remembered_descriptors();

/// Becomes a program, looked for on the PATH, with our environment as it is now, and the signals and limits that our
/// caller had. Returns only if that fails: the errno. Throws ErrorKind::interrupted if a signal was noted.
int become_program(const std::vector<std::string>& words);

}  // namespace oauthctl::cli
