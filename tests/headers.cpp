// Only the owner of the precompiled headers that the test programs share.
int main() {}
