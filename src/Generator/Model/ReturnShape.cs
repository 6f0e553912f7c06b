namespace TypedRpc.Generator.Model;

/// <summary>What a method returns.</summary>
internal enum ReturnShape
{
    Task,
    TaskOfResult,
    ValueTask,
    ValueTaskOfResult,
}
