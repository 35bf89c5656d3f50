# cpack makes a .deb, and a tree that can be unpacked anywhere.
set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_INSTALL_CMAKE_PROJECTS "${CMAKE_BINARY_DIR};oauthctl;oauthctl;/")
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
  WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGE_VENDOR "The oauthctl authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "OAuth 2 and OpenID Connect on the command line")
set(CPACK_PACKAGE_FILE_NAME oauthctl-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/before_packing.cmake)

set(OAUTHCTL_PACKAGER "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>" CACHE STRING "Who answers for the .deb: NAME <ADDRESS>")
if(NOT OAUTHCTL_PACKAGER MATCHES ".+ <.+@.+>")
  set(OAUTHCTL_PACKAGER "The oauthctl authors <maintainers@oauthctl.invalid>")
endif()

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${OAUTHCTL_PACKAGER})
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS ca-certificates)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Sign in once with the browser, a device code or a client's own
credentials, then use the token everywhere: in scripts, in cron, over
SSH, and with git, docker and kubectl. Tokens are renewed without asking.
An authorization server for development is included.")
include(CPack)
