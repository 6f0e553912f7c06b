namespace TypedRpc.Fuzz.Contracts;

public enum Mood
{
    Calm = 0,
    Eager = 1,
    Weary = 2,
}
