using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace DnnBrain.Architecture;

/// <summary>A type by name; of nested types, the outermost one.</summary>
internal readonly record struct TypeName(string Assembly, string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}.{Name}";
}

/// <summary>Decodes signatures into the types that they name, generic arguments and element types included.</summary>
internal sealed class TypeNames(string assembly) : ISignatureTypeProvider<ImmutableHashSet<TypeName>, object?>
{
    private static readonly ImmutableHashSet<TypeName> s_none = [];

    public ImmutableHashSet<TypeName> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        return [new TypeName(assembly, reader.GetString(type.Namespace), reader.GetString(type.Name))];
    }

    public ImmutableHashSet<TypeName> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        while (type.ResolutionScope.Kind == HandleKind.TypeReference)
            type = reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        string scope = type.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)
            : assembly;
        return [new TypeName(scope, reader.GetString(type.Namespace), reader.GetString(type.Name))];
    }

    public ImmutableHashSet<TypeName> GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, context);

    public ImmutableHashSet<TypeName> GetGenericInstantiation(ImmutableHashSet<TypeName> genericType, ImmutableArray<ImmutableHashSet<TypeName>> typeArguments) =>
        typeArguments.Aggregate(genericType, (all, argument) => all.Union(argument));

    public ImmutableHashSet<TypeName> GetFunctionPointerType(MethodSignature<ImmutableHashSet<TypeName>> signature) =>
        signature.ParameterTypes.Aggregate(signature.ReturnType, (all, parameter) => all.Union(parameter));

    public ImmutableHashSet<TypeName> GetModifiedType(ImmutableHashSet<TypeName> modifier, ImmutableHashSet<TypeName> unmodifiedType, bool isRequired) =>
        modifier.Union(unmodifiedType);

    public ImmutableHashSet<TypeName> GetArrayType(ImmutableHashSet<TypeName> elementType, ArrayShape shape) => elementType;

    public ImmutableHashSet<TypeName> GetByReferenceType(ImmutableHashSet<TypeName> elementType) => elementType;

    public ImmutableHashSet<TypeName> GetPinnedType(ImmutableHashSet<TypeName> elementType) => elementType;

    public ImmutableHashSet<TypeName> GetPointerType(ImmutableHashSet<TypeName> elementType) => elementType;

    public ImmutableHashSet<TypeName> GetSZArrayType(ImmutableHashSet<TypeName> elementType) => elementType;

    public ImmutableHashSet<TypeName> GetGenericMethodParameter(object? context, int index) => s_none;

    public ImmutableHashSet<TypeName> GetGenericTypeParameter(object? context, int index) => s_none;

    public ImmutableHashSet<TypeName> GetPrimitiveType(PrimitiveTypeCode typeCode) => s_none;
}
