// Nothing but the owner of the headers that the test programs share.
int main() {}
